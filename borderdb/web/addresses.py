"""Addresses of pages: what may be fetched, in one spelling, and which of them are of the same site.

One page has one spelling, since a document from the web goes by its address: scheme and host in lower case, no port
that goes without saying, no dots in the path, no fragment, and nothing but ASCII (例 is written %E4%BE%8B).
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from borderdb.errors import UsageError

PORTS = {"http": 80, "https": 443}
LONGEST = 2000  # characters; servers take no more

_ADDRESS = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]+://|(?:https?|javascript|data|file|ftp|mailto|about|blob):", re.IGNORECASE
)
_WHITE = re.compile(r"[\x00-\x20\x7f\u2028\u2029\u3000]")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?\.?")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_SAFE = "!$%&'()*+,-./:;=?@_~[]|"
# Names that lead into the network of the user alone: one without a dot, and those reserved for it (RFC 6761, 6762).
_LOCAL = (".localhost", ".local", ".internal", ".home.arpa")
# Not private, and what some proxies hand out for every name of the web while they are on.
_STAND_INS = ipaddress.ip_network("198.18.0.0/15")

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_address(text: str) -> bool:
    """Whether somebody who wrote this meant an address and no file. It need not be one that can be fetched."""
    return _ADDRESS.match(text) is not None


def page_address(text: str) -> str:
    """The address of a page in its one spelling. Raises UsageError, which says why, for what cannot be fetched."""
    if len(text) > LONGEST:
        raise UsageError(f"is no address: it has more than {LONGEST} characters")
    if _WHITE.search(text):
        raise UsageError("is no address: it holds white space or control characters")
    try:
        parts = urlsplit(text)
        port = parts.port
        scheme, host = parts.scheme, parts.hostname or ""
        path, query = _quoted(_without_dots(parts.path or "/")), _quoted(parts.query)
    except ValueError as error:
        raise UsageError(f"is no valid address ({error})") from error
    if not scheme:
        raise UsageError("is no address: it does not begin with https:// or http://")
    if scheme not in PORTS:
        raise UsageError(f"is not fetched: {scheme} is neither http nor https")
    if parts.username is not None:
        raise UsageError("is not fetched: it holds a user name, which would be stored with the page")
    if port == 0:
        raise UsageError("is no valid address (there is no port 0)")
    site = _spelled(host) + (f":{port}" if port not in (None, PORTS[scheme]) else "")
    return urlunsplit((scheme, site, path, query, ""))


def target_address(url: str, location: bytes) -> str:
    """Where a redirect leads: the address that the header names, seen from that of the page. Raises UsageError."""
    return page_address(urljoin(url, quote(location.strip(), safe=_SAFE + "#")))


def host_of(url: str) -> str:
    """The host of an address, without port and brackets."""
    return urlsplit(url).hostname or ""


def origin_of(url: str) -> str:
    """Scheme, host and port of an address: that for which a robots.txt speaks."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def same_site(url: str, other: str) -> bool:
    """Whether two addresses are of one host: https beside http and www. in front make no difference, a port does."""
    return _site(url) == _site(other)


def is_local(host: str) -> bool:
    """Whether a host is by its very name one of the user's own network, so that whoever names it means that."""
    try:
        return is_private(ipaddress.ip_address(host))
    except ValueError:
        name = host.rstrip(".")
        return "." not in name or name.endswith(_LOCAL)


def is_private(address: IpAddress) -> bool:
    """Whether an address is of this machine or of a private network, or none that a site can have."""
    mapped = getattr(address, "ipv4_mapped", None)  # ::ffff:10.0.0.1
    address = mapped or address
    return (not address.is_global or address.is_multicast) and address not in _STAND_INS


def _site(url: str) -> tuple[str, int | None]:
    parts = urlsplit(url)
    return host_of(url).rstrip(".").removeprefix("www."), parts.port


def _spelled(host: str) -> str:
    """A host in lower case and ASCII; IPv6 in brackets."""
    if not host:
        raise UsageError("is no valid address (it names no host)")
    try:
        if ":" in host:
            return f"[{ipaddress.IPv6Address(host)}]"
        name = host.encode("idna").decode("ascii").lower()
    except ValueError as error:
        raise UsageError(f"is no valid address (there can be no host {host})") from error
    if not _HOST.fullmatch(name) or ".." in name:
        raise UsageError(f"is no valid address (there can be no host {host})")
    return name


def _quoted(text: str) -> str:
    """ASCII alone, and the digits of percent signs in upper case."""
    return _PERCENT.sub(lambda sign: sign[0].upper(), quote(text, safe=_SAFE))


def _without_dots(path: str) -> str:
    """The path that /a/./b/../c means, so that nobody gets round a robots.txt by it."""
    if "/." not in path:
        return path
    parts: list[str] = []
    for part in path.split("/")[1:]:
        if part == "..":
            del parts[-1:]
        elif part != ".":
            parts.append(part)
    if path.endswith(("/.", "/..")):
        parts.append("")
    return "/" + "/".join(parts)
