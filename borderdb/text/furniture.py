"""What a page prints around its stories: share bars, credits, page numbers, links, the people who set it."""

from __future__ import annotations

import re

from borderdb.text.registers import ISSUERS, RECORD, TITLES, close_labels, words

LONGEST = 120  # characters of a line that can be furniture by its words
LINKS = 5  # bars in a line from which on it is a row of links
ROW = 8  # words of a line from which on it can be a row of links without bars between them
LINK = 9  # characters of such a link on average

_HAN = "\u3400-\u9fff"


_BUTTONS = frozenset(
    words("""
    分享 分享到 分享至 微信 微博 新浪微博 腾讯微博 QQ QQ空间 朋友圈 微信好友 微信公众号 官方微博 官方微信 公众号
    客户端 视频号 抖音 扫一扫 打印 打印本页 打印本文 打印此页 关闭 关闭本页 关闭窗口 返回 返回顶部 返回首页 回到顶部
    收藏 收藏本页 点赞 评论 举报 复制链接 复制 转发 在看 字体 字号 大 中 小 特大 默认 超大 首页 网站首页 新闻 要闻
    正文 更多 下一页 上一页 尾页 末页 登录 注册 搜索 简体 繁体 English 手机版 电脑版 无障碍 无障碍阅读 关怀版 适老版
    语音播报 纠错 订阅 投稿 全文 展开全文 阅读全文 点击查看 图片 视频 音频 加载中 A+ A- A T × 听新闻 朗读 热点 推荐
    朋友 好友 喜欢 赞 踩 分享让更多人看到 微信扫一扫 投稿须知 来稿 Qzone 微信扫码 找回密码 立即注册 上一主题
    下一主题 跳转到指定楼层 楼主 沙发 板凳 只看该作者 只看大图 回帖奖励 正序浏览 阅读剩余 展开 收起 打开APP 展开通版
    收缩通版 顶一下 踩一下 发表评论 放大字 大图模式 载入中 关注 倒序浏览 倒序看帖 阅读模式 电梯直达 快速回复 回复
    回帖 发帖 发表新帖 使用道具 显示全部楼层 道具 顶 查看 帐号 密码 大字号 中字号 小字号 只看楼主 播报 讨论 编辑
    有用 上传视频 藏文版 参与互动 关闭此页 打印正文 微信分享 微博分享 打赏 来自手机版 关于我们
    联系我们 网站声明 关注该公众号 VIP专免 VIP免费 海报 侵权投诉 立即下载 下载文档 在线阅读 免费下载 举报投诉
    """)
)
STAFF = "|".join(
    words("""
    责编 责任编辑 责任校对 编辑 校对 美编 版式 版面 主编 执行主编 副主编 值班主任 值班编辑 值班总编 值班编委 审核
    审签 监制 总监制 制作 统筹 总策划 策划 组稿 一审 二审 三审 初审 复审 终审 签发 本版编辑 本期编辑 本版责编
    本版主编 视觉 视觉设计 排版 监审 编审 编校 核稿 发布 供稿单位 供稿 信息审核 一校 二校 三校 出品 总编辑 版式设计
    见习编辑 文字编辑 图片编辑 美术编辑 校对人 审读 签发人 审核人 签审 审稿
    """)
)
CONTACT = "|".join(
    words("""
    新闻热线 热线电话 热线 联系电话 电话 手机 传真 投稿邮箱 邮箱 电子邮箱 邮编 邮政编码 地址 社址 网址 E-?mail QQ群
    印刷 承印 广告热线 发行热线 订报热线 投稿热线 投诉热线 国内统一刊号 邮发代号 零售 定价 联系人 咨询电话 监督电话
    举报电话 值班电话 投稿 来稿请寄 通讯地址 办公地址 办公时间 开印时间 本报地址 本报社址 编辑部地址
    """)
)
# What a register of public papers says of each of them: 索引号：…… 主题分类：……
_RECORD = "|".join((*TITLES, *ISSUERS, *RECORD, "字体", "当前版", "当前版面", "通版阅读请点击"))
_LINKS = "相关附件|相关链接|相关阅读|相关新闻|相关文章|推荐阅读|延伸阅读|热点新闻|热门新闻|友情链接|猜你喜欢|为您推荐"
_PATTERNS = (
    rf"(?:{STAFF})[：/ 丨|].*",
    rf"(?:{CONTACT})(?:[：:]| +(?=[^\s\u3400-\u9fff])).*|今日\s*\d{{1,3}}\s*版",
    r"(?:本版|本组|文中|以上|本文|图文)?(?:未署名)?(?:图片|照片|稿件|图文|文图)[^。，]{0,24}"
    r"(?:提供|供图|摄|供稿|来源|拍摄|采写)[^。，]{0,20}",
    r"本[版组期].{0,12}(?:均?由|均为)?.{0,30}(?:提供|供图|摄|采写|撰稿)",
    r"(?:图片|照片|摄影|供图|题图|配图|资料图|资料图片|图|图片来源|视频)(?:来源)?[：/ ].{0,30}",
    r"(?:上一篇|下一篇|上一条|下一条|上一版|下一版|前一篇|后一篇|附件下载|附件|扫码|扫一扫|扫描)[：: 下上\d].*",
    rf"(?:{_LINKS}|最新评论|网友评论)[：: ]?.{{0,10}}",
    r"(?:当前位置|您的位置|您现在的位置|您现在所在的位置|您当前的位置|所在位置|现在位置|位置|导航)\s*[：:].*",
    r"[^。；！？>＞»›]{1,24}+\s*(?:[-—]?[>＞]+|[»›])[^。；！？]*",  # 新华网 > 时政 > 正文
    rf"(?:{_RECORD})\s*[：:|][^。]*|内容(?:概述|摘要)[：:|].*",
    r"[（(]?此件(?:公开发布|不公开|主动公开|依申请公开|删减后公开)[)）]?",
    r"[\u3400-\u9fff]{1,14}[〔\[（(]\d{4}[〕\]）)]\s*第?\d{1,4}号",  # 政办发〔2022〕7号
    r"(?:抄?报|抄?送|主送|分送|抄送|发)[：:].*|(?:共?印|共印发?)\s*\d+\s*份",
    r"内部(?:资料|刊物|参考|文件)?[\s，·]*(?:注意保存|严禁外传|请勿外传|不得外传)|(?:秘密|机密)[★☆].*",
    r"[^。]{0,6}(?:本词条|词条(?:图册|标签|统计)|有用\s*\+\s*\d).*|中文名称?(?:\s+\S+){3,}|目录\s+\d.*|参考(?:资料|文献)(?:\s*[\[［\d].*)?",
    r"[^。，]{0,12}[，\s]?(?:阅读|读完)[^。，]{0,4}(?:需要?|时间|用时|大约|只要)[^。，]{0,4}\d+\s*分钟.{0,8}|(?:全文|字数)[^。，]{0,4}\d+字?",
    r"(?:本文|文中|以上|图文|内容|观点|数据|文章|原文|转载|来源|部分)[^。]{0,30}(?:(?:不|仅)代表[^。]{0,12}(?:立场|观点|意见|看法|本[站网坛台号])|仅供(?:参考|交流|学习|阅读)|如有不[妥当])[^。]{0,40}。?",
    r"本文[^。，]{0,8}(?:网络|互联网)[，；][^。]{0,30}。?",
    r"[^。，]{0,24}(?:只看楼主|只看该作者|回复本楼|楼主\s*发表)[^。，]{0,24}",
    r"(?:收录于(?:合集|话题)|合集)\s*(?:#.*|\d+个)?|发表于[\u3400-\u9fff]{2,4}",
    r"(?:#[^\s#，。]{1,20}#?\s*)+",
    r"(?:点|点击|戳|长按)[^，。]{0,4}[“”]?(?:阅读原文|原文链接|在看|关注|左下角|右下角|链接)[“”]?[^。，]{0,12}",
    r"(?:往期|精彩)(?:精选|回顾|推荐|链接|阅读|内容)(?:.{0,10}|\s*[▪▶►◆●•·].*)|[^\w，。！？]{1,4}正文[^\w，。！？]{0,4}|(?:喜欢|看过)(?:此内容|本文)的人还.{0,6}|.{0,12}(?:点个?|点亮)[“”]?(?:在看|赞)[“”]?.{0,8}",
    r"[^，。！？]{0,12}关注[^，。！？、“”：]{2,8}(?:网|报|新闻|发布|客户端|公众号)",
    r"(?:首页|网站首页)(?:\s*[/|\-—].*|(?:\s+\S{1,8}){1,6})",  # 首页 资讯 正文
    r"[^\s。，；！？]{1,8}\s*正文(?:\s+\d+)*",  # 财经正文 31 2
    r"[\u3400-\u9fff·]{1,4}(?:\s{1,4}[\u3400-\u9fff])?\s*摄\s*[（(][^（）()]{1,12}[)）]",
    r"(?:版权所有|版权声明|免责声明|特别声明|郑重声明|Copyright|©|网站标识码|网站地图).*",
    r"(?:声明|主办单位|主办|承办单位|承办|协办|技术支持|备案号)[：:].*",
    r"[^。]{0,40}(?:侵权|版权)[^。]{0,24}(?:联系|删除|告知|处理).{0,24}",
    r".{0,20}(?:ICP备|公网安备|版权所有|All Rights Reserved|未经授权|违者必究).*",
    r".{0,10}(?:点击上方|点击下方|点击蓝字|关注我们|阅读原文|点个在看|点赞在看|更多精彩|往期回顾|往期推荐).{0,16}",
    r"[（(【](?:完|[^（(]{0,20}(?:图片|照片|供图|供稿|作者|作者单位|来源|转载|编者注|据)[^）)]{0,40}|[^（(]{0,20}摄)[）)】]",
    r"[-—–=\s]*(?:END|End|end|完)[-—–=\s]*",
    r".*(?:扫一扫|长按|扫描)(?:下方|上方|左侧|右侧)?.{0,8}(?:二维码|手机|关注|分享).*",
    r"(?:浏览次数|浏览量|浏览|阅读量|阅读次数|阅读|点击次数|点击数|点击量|点击率|点击|访问量|访问次数|人气|热度|评论|字号|字体|字体大小|视力保护色|分享到|分享)[：:].{0,40}",
    r"(?:(?:浏览|阅读|点击|评论|点?赞|转发|收藏|在看|分享)\s*\d[\d.]*[万w+]*\s*){2,}|您是第\s*\d+\s*位.{0,8}|共\s*\d+\s*页.{0,12}|\d{1,5}\s*(?:页|\+)|\d+(?:\.\d+)?\s*[KM]B",
    r"[^。，]{0,24}(?:共计?|全文)\s*\d[\d,]*\s*个?字.{0,16}|(?:热点|热门|阅读|点击|新闻)排行.*|(?:IP属地|发布于)[：:]?\s*[\u3400-\u9fff]{2,7}",
    r"(?:欢迎(?:来到|光临|访问|您|使用)|收听本文|收听)[^。]{0,20}",
    r"第?\s*[0-9A-Z一二三四五六七八九十]{1,4}\s*版(?:[：: ].{0,12}|[要时综地国教文体经专理副].{0,4})?",
    r"[A-Z]?0?\d{1,2}\s*版[：: |/·]*[\u3400-\u9fff]{2,8}",
    r"[（(]?(?:下转|上接|紧接|转)\s*第?\s*[0-9A-Z一二三四五六七八九十]{1,4}\s*版?.{0,12}[)）]?",
    r"[-—–·\s]*\d{1,4}[-—–·\s]*",
    r"[-—–=*~_·.\s]{3,}",
    r"[\w./:%@?&=+#-]*\.(?:jpe?g|png|gif|webp|bmp|mp4|pdf|docx?)",
    r"[0-9A-Fa-f]{12,}",
    r"https?://\S+|www\.\S+",
    r"!\[.{0,80}\]\(.{0,200}\)|\[图片\]|【图片】|（图片）",
    rf"(?:来源|稿源|转自)[：:][{_HAN}A-Za-z·“”《》 ]{{1,24}}",
)
_FURNITURE = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
_BULLET = re.compile(r"\A(?:[•·]\s+|[▲△▼※*]\s*)")
_SAYS = re.compile(rf"[{_HAN}0-9]|[A-Za-z] [A-Za-z]")  # not a lone LinkedinWhatsApp, a bar, a picture
_BETWEEN = r"[\s|·/\[\]【】［］（）()：:,，、>＞]"
_BUTTON = rf"(?:{'|'.join(map(re.escape, sorted(_BUTTONS)))}|\d+[楼#]?)"  # or the floor of a forum
_ROW_OF_BUTTONS = re.compile(rf"{_BETWEEN}*(?:{_BUTTON}(?:{_BETWEEN}+|\Z))+")
_TURN = re.compile(r"[（(](?:下转|上接|紧接|转)\s*第?\s*[0-9A-Z一二三四五六七八九十]{1,4}\s*版?[^（）()]{0,12}[)）]")
_BRACKETED = re.compile(r"[（(【\[]\s*([^（）()【】\[\]]+)[）)】\]]")
_SET_BY = re.compile(rf"(?:{STAFF}|{CONTACT})\s*[：:丨|/].*|(?:数据|资料|图片|照片)(?:来源|提供)[：:].*")
_END = re.compile(rf"(?:{STAFF})[：/ 丨|].*")
_RELATED = re.compile(rf"(?:{_LINKS}).{{0,10}}|参考(?:资料|文献)")


def is_furniture(text: str) -> bool:
    """Whether a whole line belongs to the page and to no story."""
    text = close_labels(_BULLET.sub("", text))
    bars = max(text.count("|"), text.count(" - "))
    if bars >= LINKS and len(text) <= LINK * (bars + 1):
        return True
    if len(text) > LONGEST:
        return False
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed and _SET_BY.fullmatch(bracketed[1]):
        return True
    return _FURNITURE.fullmatch(text) is not None or is_buttons(text) or _is_menu(text) or _SAYS.search(text) is None


def _is_menu(text: str) -> bool:
    """Whether a line is a row of short words with the buttons of a site among them: 首页 新闻 图片 县域 专题."""
    words = text.split()
    if len(words) < 3:
        return False
    known = sum(word in _BUTTONS for word in words)
    others = [word for word in words if word not in _BUTTONS]
    if len(others) <= 1:  # 某某网来稿 打印 纠错 投稿
        return known >= 3 and all(len(word) <= LINK for word in others)
    return len(words) >= ROW and known >= 2 and all(len(word) <= 5 and word.isalnum() for word in words)


def is_buttons(text: str) -> bool:
    """Whether a line has nothing but the buttons of a web page: 分享到 微信 微博 打印 关闭."""
    return _ROW_OF_BUTTONS.fullmatch(text) is not None


def closes_page(text: str) -> bool:
    """Whether nothing of a web page's story follows the line: 责任编辑：某某."""
    return len(text) <= LONGEST and _END.fullmatch(text) is not None


def opens_links(text: str) -> bool:
    """Whether a list of other pages follows the line: 相关阅读."""
    return len(text) <= LONGEST and _RELATED.fullmatch(text) is not None


def find_turns(text: str) -> list[tuple[int, int]]:
    """Where a paragraph says on which page it goes on or came from: （下转第二版）."""
    if "版" not in text[:40] and "版" not in text[-40:]:
        return []
    return [turn.span() for turn in _TURN.finditer(text) if turn.start() == 0 or turn.end() == len(text)]
