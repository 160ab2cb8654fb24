package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "100::1",
                "5f00::1"
            })
    void knows_what_is_inside(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
                "169.253.0.1", "169.255.0.1", "172.15.255.255", "172.32.0.0", "192.167.1.1", "192.169.1.1",
                        "198.17.0.1",
                "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2001:4860:4860::8888", "64:ff9b::101:101"
            })
    void knows_what_is_public(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void sees_through_ipv4_in_the_clothes_of_ipv6() throws UnknownHostException {
        String mapped = "00000000000000000000ffff";

        assertThat(PublicAddress.is(v6(mapped + "7f000001"))).isFalse();
        assertThat(PublicAddress.is(v6(mapped + "a9fea9fe"))).isFalse();
        assertThat(PublicAddress.is(v6(mapped + "01010101"))).isTrue();
    }

    /** The JDK would make IPv4 of it where it may choose. */
    private static InetAddress v6(String hex) throws UnknownHostException {
        return Inet6Address.getByAddress("name", HexFormat.of().parseHex(hex), 0);
    }
}
