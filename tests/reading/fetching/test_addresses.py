"""Only the public web is reached, whatever an address dresses up as."""

from __future__ import annotations

from itertools import count

import pytest

from reading.fetching.addresses import is_public, may_reach_web
from reading.fetching.fetch import fetch
from reading.refusals import UnreachableError

NEVER = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104 -- an address, bound by nobody
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.0.9",
    "192.88.99.1",
    "198.18.0.1",
    "203.0.113.5",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::",
    "3fff::1",
    "100::1",
    "fc00::1",
    "fe80::1",
    "fe80::1%lo",
    "fec0::1",
    "ff02::1",
    "not an address",
]
DISGUISED = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0/",
    "http://0.0.0.0/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://localhost.:80/",
    "http://127.0.0.1.:80/",
    "http://127。0。0。1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25lo]/",
    "http://[fec0::1]/",
    "http://10.0.0.1/",
    "http://192.168.0.1/",
    "http://172.31.255.255/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://100.64.0.1/",
    "http://192.0.0.9/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "https://127.0.0.1/",
    "http://127.0.0.1:443/",
    "http://8.8.8.8:22/",
    "http://8.8.8.8:8080/",
    "http://example.org@127.0.0.1/",
    "http://user:secret@8.8.8.8/",
    "http://8.8.8.8:secret@127.0.0.1/",
    "http://127.0.0.1#@8.8.8.8/",
    "http://127.0.0.1\\@8.8.8.8/",
]
NO_ADDRESS = [
    "",
    "cnn.com",
    "//cnn.com/",
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://example.org/",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://",
    "http:///path",
    "https://:443/",
    "http://[::1/",
    "http://exa mple.org/",
    "http://example.org:99999/",
    "http://example.org:port/",
    "http://\x00/",
    "http://" + "a" * 300 + ".example/",
    "http://example.invalid/" + "a" * 5000,
]


@pytest.mark.parametrize("address", NEVER)
def test_an_address_that_is_not_public_is_never_reached(address: str) -> None:
    assert not is_public(address)
    assert not may_reach_web(address, 80)


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.1.69", "2606:4700::1111", "2a00:1450::1"])
def test_a_public_address_is_reached_on_the_ports_of_the_web(address: str) -> None:
    assert [port for port in (21, 22, 80, 443, 5432, 8080) if may_reach_web(address, port)] == [
        80,
        443,
    ]


@pytest.mark.parametrize("url", DISGUISED)
def test_a_private_address_is_refused_in_every_disguise(url: str) -> None:
    with pytest.raises(UnreachableError) as refused:
        fetch(url)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("url", NO_ADDRESS, ids=count())
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(UnreachableError):
        fetch(url)
