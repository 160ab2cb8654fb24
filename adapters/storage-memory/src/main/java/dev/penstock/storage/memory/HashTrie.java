package dev.penstock.storage.memory;

import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map that never changes: putting or removing answers another one, which shares all but the few nodes on the way to the key.
 * So a large map can be replaced by compare-and-set at the cost of a small one.
 */
final class HashTrie<K, V> {
    private static final int BITS = 4;
    private static final int WIDTH = 1 << BITS;
    private static final int DEPTH = Integer.SIZE / BITS;

    private sealed interface Node<K, V> {}

    /** By four bits of the hash. */
    private static final class Branch<K, V> implements Node<K, V> {
        private final @Nullable Node<K, V>[] children;

        Branch(@Nullable Node<K, V>[] children) {
            this.children = children;
        }
    }

    /** An entry, and others whose hash is the same. */
    private record Leaf<K, V>(
            int hash, K key, V value, @Nullable Leaf<K, V> next) implements Node<K, V> {}

    private static final HashTrie<?, ?> EMPTY = new HashTrie<>(null, 0);

    private final @Nullable Node<K, V> root;
    private final int size;

    private HashTrie(@Nullable Node<K, V> root, int size) {
        this.root = root;
        this.size = size;
    }

    @SuppressWarnings("unchecked") // it holds nothing of any type
    static <K, V> HashTrie<K, V> empty() {
        return (HashTrie<K, V>) EMPTY;
    }

    int size() {
        return size;
    }

    @Nullable
    V get(K key) {
        int hash = spread(key);
        Node<K, V> node = root;
        for (int depth = 0; node instanceof Branch<K, V> branch; depth++) {
            node = branch.children[slot(hash, depth)];
        }
        return node instanceof Leaf<K, V> leaf && leaf.hash == hash ? find(leaf, key) : null;
    }

    HashTrie<K, V> put(K key, V value) {
        boolean known = get(key) != null;
        return new HashTrie<>(put(root, new Leaf<>(spread(key), key, value, null), 0), known ? size : size + 1);
    }

    HashTrie<K, V> remove(K key) {
        return get(key) == null ? this : new HashTrie<>(remove(root, spread(key), key, 0), size - 1);
    }

    void forEach(BiConsumer<? super K, ? super V> visitor) {
        visit(root, visitor);
    }

    private static <K, V> void visit(@Nullable Node<K, V> node, BiConsumer<? super K, ? super V> visitor) {
        if (node instanceof Branch<K, V> branch) {
            for (Node<K, V> child : branch.children) {
                visit(child, visitor);
            }
        }
        for (Leaf<K, V> leaf = node instanceof Leaf<K, V> first ? first : null; leaf != null; leaf = leaf.next) {
            visitor.accept(leaf.key, leaf.value);
        }
    }

    private static <K, V> Node<K, V> put(@Nullable Node<K, V> node, Leaf<K, V> added, int depth) {
        return switch (node) {
            case null -> added;
            case Branch<K, V> branch -> {
                int slot = slot(added.hash, depth);
                yield with(branch.children, slot, put(branch.children[slot], added, depth + 1));
            }
            case Leaf<K, V> leaf
            when leaf.hash == added.hash -> new Leaf<>(added.hash, added.key, added.value, without(leaf, added.key));
            case Leaf<K, V> leaf -> put(with(null, slot(leaf.hash, depth), leaf), added, depth);
        };
    }

    private static <K, V> @Nullable Node<K, V> remove(@Nullable Node<K, V> node, int hash, K key, int depth) {
        return switch (node) {
            case null -> null;
            case Branch<K, V> branch -> {
                int slot = slot(hash, depth);
                Branch<K, V> rest = with(branch.children, slot, remove(branch.children[slot], hash, key, depth + 1));
                yield isEmpty(rest.children) ? null : rest;
            }
            case Leaf<K, V> leaf -> without(leaf, key);
        };
    }

    private static <K, V> @Nullable V find(Leaf<K, V> first, K key) {
        for (Leaf<K, V> leaf = first; leaf != null; leaf = leaf.next) {
            if (leaf.key.equals(key)) {
                return leaf.value;
            }
        }
        return null;
    }

    private static <K, V> @Nullable Leaf<K, V> without(@Nullable Leaf<K, V> leaf, K key) {
        if (leaf == null) {
            return null;
        }
        return leaf.key.equals(key) ? leaf.next : new Leaf<>(leaf.hash, leaf.key, leaf.value, without(leaf.next, key));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
    private static <K, V> Branch<K, V> with(
            @Nullable Node<K, V> @Nullable [] children, int slot, @Nullable Node<K, V> child) {
        @Nullable Node<K, V>[] copy = children == null ? new Node[WIDTH] : children.clone();
        copy[slot] = child;
        return new Branch<>(copy);
    }

    private static boolean isEmpty(@Nullable Node<?, ?>[] children) {
        for (Node<?, ?> child : children) {
            if (child != null) {
                return false;
            }
        }
        return true;
    }

    private static int slot(int hash, int depth) {
        return (hash >>> (Objects.checkIndex(depth, DEPTH) * BITS)) & (WIDTH - 1);
    }

    /** Hashes of texts differ mostly in their low bits, some not even there. */
    private static int spread(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }
}
