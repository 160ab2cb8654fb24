package dev.penstock.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTrieTest {
    /** A key whose hash is what it is told to be. */
    private record Key(int hash, int name) {
        @Override
        public int hashCode() {
            return hash;
        }
    }

    private static Map<Key, Integer> entries(HashTrie<Key, Integer> trie) {
        Map<Key, Integer> entries = new HashMap<>();
        trie.forEach(entries::put);
        return entries;
    }

    /** Few hashes: most keys collide. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 50, 1_000_000})
    void holds_what_a_map_does(int hashes) {
        Random random = new Random(hashes);
        HashTrie<Key, Integer> trie = HashTrie.empty();
        Map<Key, Integer> map = new HashMap<>();
        for (int i = 0; i < 5000; i++) {
            int name = random.nextInt(200);
            Key key = new Key(name * 31 % hashes, name);
            if (random.nextInt(3) == 0) {
                trie = trie.remove(key);
                map.remove(key);
            } else {
                trie = trie.put(key, i);
                map.put(key, i);
            }
            assertThat(trie.size()).isEqualTo(map.size());
            assertThat(trie.get(key)).isEqualTo(map.get(key));
        }

        assertThat(entries(trie)).isEqualTo(map);
    }

    @Test
    void stays_as_it_is_when_another_is_made_of_it() {
        HashTrie<Key, Integer> one =
                HashTrie.<Key, Integer>empty().put(new Key(7, 1), 1).put(new Key(7, 2), 2);

        one.put(new Key(7, 1), 9);
        one.put(new Key(8, 3), 3);
        one.remove(new Key(7, 2));

        assertThat(entries(one)).isEqualTo(Map.of(new Key(7, 1), 1, new Key(7, 2), 2));
        assertThat(one.remove(new Key(9, 9))).isSameAs(one);
        assertThat(one.remove(new Key(7, 1)).remove(new Key(7, 2)).size()).isZero();
    }
}
