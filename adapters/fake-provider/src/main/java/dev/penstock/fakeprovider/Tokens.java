package dev.penstock.fakeprovider;

/**
 * The token counts of an answer.
 *
 * @param prompt of the whole prompt, the cached ones included
 * @param cached how many of them came from the prompt cache
 * @param output of the whole answer, the reasoning included
 * @param reasoning how many of them nobody gets to read
 * @param shown whether the answer reports its counts
 */
record Tokens(int prompt, int cached, int output, int reasoning, boolean shown) {
    int total() {
        return prompt + output;
    }
}
