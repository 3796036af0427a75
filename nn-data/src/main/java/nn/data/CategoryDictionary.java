package nn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Numbers different texts in the order in which they come; finding one again makes no object and no hash can be attacked. */
final class CategoryDictionary {

    /** A part of an array, seen as text. */
    private static final class Part implements CharSequence {
        private char[] text = new char[0];
        private int from;
        private int to;

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            return text[from + index];
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().substring(start, end);
        }

        @Override
        public String toString() {
            return new String(text, from, to - from);
        }
    }

    private final TreeMap<CharSequence, Integer> codes = new TreeMap<>(CharSequence::compare);
    private final List<String> texts = new ArrayList<>();
    private final Part part = new Part();

    /** A dictionary that begins with some texts, all different. */
    CategoryDictionary(List<String> first) {
        for (String text : first) {
            codes.put(text, texts.size());
            texts.add(text);
        }
    }

    /** The number of a text, the next free one if it is new. */
    int code(char[] text, int from, int to) {
        int known = find(text, from, to);
        if (known >= 0) {
            return known;
        }
        String added = part.toString();
        codes.put(added, texts.size());
        texts.add(added);
        return texts.size() - 1;
    }

    /** The number of a text, −1 if it is not there. */
    int find(char[] text, int from, int to) {
        part.text = text;
        part.from = from;
        part.to = to;
        Integer known = codes.get(part);
        return known == null ? -1 : known;
    }

    int size() {
        return texts.size();
    }

    /** The texts in the order of their numbers. */
    List<String> texts() {
        return texts;
    }
}
