package dev.penstock.providers;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Tells addresses of the public internet from those inside somebody's network: loopback, private, link-local, reserved. */
final class PublicAddress {
    private static final int V4_BYTES = 4;
    private static final int V4_AT = 12;

    /** What of IPv4 is not public: private and shared networks, this host, metadata services, tests, multicast, reserved. */
    private static final List<Block> INSIDE_V4 = List.of(
            Block.of(8, 0),
            Block.of(8, 10),
            Block.of(10, 100, 64),
            Block.of(8, 127),
            Block.of(16, 169, 254),
            Block.of(12, 172, 16),
            Block.of(24, 192, 0, 0),
            Block.of(24, 192, 0, 2),
            Block.of(24, 192, 88, 99),
            Block.of(16, 192, 168),
            Block.of(15, 198, 18),
            Block.of(24, 198, 51, 100),
            Block.of(24, 203, 0, 113),
            Block.of(3, 224),
            Block.of(3, 240));

    /** IPv4 in the clothes of IPv6: mapped, and as a gateway between the two translates it. */
    private static final List<Block> WRAPPED_V4 =
            List.of(Block.of(96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff), Block.of(96, 0, 0x64, 0xff, 0x9b));

    /** All of IPv6 that is given out to the public, and what of that leads elsewhere: tunnels, protocols, documents. */
    private static final Block GLOBAL_V6 = Block.of(3, 0x20);

    private static final List<Block> INSIDE_V6 = List.of(
            Block.of(23, 0x20, 0x01),
            Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
            Block.of(16, 0x20, 0x02),
            Block.of(20, 0x3f, 0xff));

    private PublicAddress() {}

    /** Addresses that begin with the same bits. */
    private record Block(int bits, List<Integer> start) {
        static Block of(int bits, Integer... start) {
            return new Block(bits, List.of(start));
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit += Byte.SIZE) {
                int index = bit / Byte.SIZE;
                int wanted = index < start.size() ? start.get(index) : 0;
                int mask = bits - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (bits - bit)) & 0xff;
                if ((address[index] & mask) != (wanted & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublicV4(bytes);
        }
        if (WRAPPED_V4.stream().anyMatch(block -> block.contains(bytes))) {
            return isPublicV4(Arrays.copyOfRange(bytes, V4_AT, V4_AT + V4_BYTES));
        }
        return GLOBAL_V6.contains(bytes) && INSIDE_V6.stream().noneMatch(block -> block.contains(bytes));
    }

    private static boolean isPublicV4(byte[] bytes) {
        return INSIDE_V4.stream().noneMatch(block -> block.contains(bytes));
    }
}
