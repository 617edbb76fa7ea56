"""Which addresses of the network a stranger may make us visit: the public ones alone."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

WEB_PORTS = frozenset({80, 443})
# What `is_global` calls global and what yet leads inside, or to another address in disguise.
_NOT_PUBLIC = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments
    IPv4Network("192.88.99.0/24"),  # relays of 6to4
    IPv6Network("2001::/23"),  # protocol assignments, Teredo among them
    IPv6Network("2002::/16"),  # 6to4 holds an IPv4 address
    IPv6Network("3fff::/20"),  # documentation
)
# All of IPv6 that is given out; NAT64, mapped, compatible and site-local addresses lie outside.
_GIVEN_OUT = IPv6Network("2000::/3")


def is_public(address: str) -> bool:
    """Tell whether an address, as the system resolves it, belongs to the public network."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found not in _GIVEN_OUT:
        return False
    return (
        found.is_global
        and not found.is_multicast
        and not any(found in network for network in _NOT_PUBLIC if network.version == found.version)
    )


def may_reach_web(address: str, port: int) -> bool:
    """Permit the public network on the ports of the web."""
    return port in WEB_PORTS and is_public(address)
