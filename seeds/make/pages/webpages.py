"""Save stories as web pages with all that surrounds them on real ones: menus, share bars, other stories, link spam.

`old_page` is laid out with tables and broken with <br>, as sites of county papers were for twenty years; `new_page` is
one of a content management system, copied by a site that lives on links. Both are GB18030 that calls itself gb2312.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

ENCODING = "gb18030"

COUNTIES = (
    *("宾县", "木兰县", "通河县", "方正县", "依安县", "克山县", "拜泉县", "明水县", "青冈县", "兰西县", "肇源县"),
    *("林甸县", "集贤县", "友谊县", "宝清县", "桦南县", "勃利县", "林口县"),
)
MENU = ("首页", "要闻", "边城", "江畔", "图片", "数字报")
OTHERS = ("图们江畔秋收忙", "海兰江上架新桥", "边城夜校点亮灯", "苹果梨走进大市场", "百村篮球赛开赛")

Row = Sequence[str]


def old_page(
    headline: str, dateline: str, paragraphs: Sequence[str], table: Sequence[Row], items: Sequence[str]
) -> str:
    """A page of nested tables. The table of figures and the list stand after the paragraphs that announce them.

    In `paragraphs` the line "@table" stands for the table under its caption, the first cell of `table`, and "@list" for
    the list.
    """
    body = []
    for paragraph in paragraphs:
        if paragraph == "@table":
            body.append(_table(table))
        elif paragraph == "@list":
            body.append("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>")
        else:
            body.append(f"　　{escape(paragraph)}<br>\n<br>\n")
    menu = " | ".join(f'<a href="/{n}/">{word}</a>' for n, word in enumerate(MENU))
    others = "".join(f'<tr><td>·<a href="{n}.htm">{word}</a></td></tr>' for n, word in enumerate(OTHERS))
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312">
<TITLE>{escape(headline)}-图们江新闻网</TITLE>
<STYLE>td {{ font-size: 14px }}</STYLE>
<SCRIPT language=javascript>function size(n) {{ document.getElementById("zoom").style.fontSize = n + "px"; }}</SCRIPT>
</HEAD><BODY>
<TABLE width=980 align=center><TR><TD><IMG src="logo.gif" alt="图们江新闻网"></TD></TR><TR><TD>{menu}</TD></TR>
<TR><TD>您现在的位置：<a href="/">首页</a> &gt;&gt; <a href="/2/">边城</a> &gt;&gt; 正文</TD></TR></TABLE>
<TABLE width=980 align=center><TR><TD width=700 valign=top>
<TABLE width="100%"><TR><TD align=center><B><FONT size=5>{escape(headline)}</FONT></B></TD></TR>
<TR><TD align=center>{escape(dateline)}　浏览：1286次</TD></TR>
<TR><TD align=right>【字体：<a href="javascript:size(18)">大</a> <a href="javascript:size(16)">中</a>
<a href="javascript:size(14)">小</a>】 分享到：<a href="#">微信</a><a href="#">微博</a></TD></TR>
<TR><TD id=zoom><FONT size=3>{"".join(body)}</FONT></TD></TR>
<TR><TD>【<a href="javascript:print()">打印</a>】【<a href="javascript:close()">关闭</a>】</TD></TR></TABLE>
</TD><TD width=280 valign=top><TABLE width="100%"><TR><TD><B>热点新闻</B></TD></TR>{others}</TABLE></TD></TR></TABLE>
<TABLE width=980 align=center><TR><TD align=center>图们江新闻网 版权所有 吉ICP备00000000号<BR>
地址：延边朝鲜族自治州 电话：0433-0000000</TD></TR></TABLE>
</BODY></HTML>
"""


def new_page(headline: str, source: str, published: str, author: str, paragraphs: Sequence[str]) -> str:
    """A page of divisions: the story between a share bar and stories like it, and below it what the copy has added."""
    body = "\n".join(f"<p>　　{escape(paragraph)}</p>" for paragraph in paragraphs)
    related = "".join(f'<li><a href="/a/{n}.html">{word}</a></li>' for n, word in enumerate(OTHERS))
    spam = " | ".join(f'<a href="http://example.com/{n}">{county}</a>' for n, county in enumerate(COUNTIES))
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="gb2312">
<title>{escape(headline)}_边声资讯</title>
<meta name="keywords" content="边境,资讯">
<meta name="PubDate" content="{published}">
<meta name="ContentSource" content="{escape(source)}">
<meta name="author" content="{escape(author)}">
<link rel="canonical" href="http://news.example.com/2025/1103/c7.html">
<script>var s = "<p>扫码下载客户端</p>"; document.write(s);</script>
<style>.article p {{ text-indent: 2em }}</style>
</head>
<body>
<div class="header"><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/news/">资讯</a></li>
<li><a href="/map/">地图</a></li><li><a href="/phone/">电话大全</a></li></ul></div></div>
<div class="crumbs"><a href="/">首页</a> &gt; <a href="/news/">资讯</a> &gt; 正文</div>
<div class="main">
<div class="left">
<h1>{escape(headline)}</h1>
<div class="info"><span>{published}</span>　<span>来源：{escape(source)}</span>　<span>作者：{escape(author)}</span>
</div>
<div class="bdsharebuttonbox share"><a>QQ空间</a><a>新浪微博</a><a>微信</a></div>
<div class="article">
{body}
<p style="display:none">加微信 bianjing-0000 领取全国乡镇企业名录 3000 万条</p>
</div>
<div class="zan">点赞 128　收藏 36</div>
<div class="related"><h3>相关阅读</h3><ul>{related}</ul></div>
<div class="comments"><h3>网友评论</h3><p>护边员辛苦了，家里的2匹马还好吗？</p></div>
</div>
<div class="sidebar"><h3>本周排行</h3><ol>{related}</ol></div>
</div>
<div class="friendlinks">{spam}</div>
<div class="footer"><p>边声资讯 版权所有 违法信息举报电话 000-00000000</p></div>
</body>
</html>
"""


def _table(rows: Sequence[Row]) -> str:
    caption, head, *body = rows
    cells = "".join(f"<TH>{escape(cell)}</TH>" for cell in head)
    lines = "".join("<TR>" + "".join(f"<TD>{escape(cell)}</TD>" for cell in row) + "</TR>\n" for row in body)
    return f"<TABLE border=1><CAPTION>{escape(caption[0])}</CAPTION>\n<TR>{cells}</TR>\n{lines}</TABLE>\n"
