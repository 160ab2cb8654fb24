package dev.penstock.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java sources below a folder, and which of their packages do not say what they are. */
record Sources(Path folder) {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern MARKED = Pattern.compile("(?m)^@NullMarked$");
    private static final Pattern SAID = Pattern.compile("(?s)^/\\*\\*.{20,}?\\*/.*");

    /** The sources of this project. Tests run in the folder of their module. */
    static Sources ofThisProject() {
        return new Sources(Path.of("..").toAbsolutePath().normalize());
    }

    Set<String> packages() {
        return files().stream()
                .map(file -> packageOf(text(file)))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> packagesThatSayNothing() {
        return without(SAID);
    }

    Set<String> packagesWithoutNullMarked() {
        return without(MARKED);
    }

    private Set<String> without(Pattern wanted) {
        Set<String> missing = packages();
        files().stream()
                .filter(file -> file.endsWith("package-info.java"))
                .map(Sources::text)
                .filter(text -> wanted.matcher(text).find())
                .forEach(text -> missing.remove(packageOf(text)));
        return missing;
    }

    private static String packageOf(String text) {
        return PACKAGE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> folder.relativize(file).toString().matches(".*src/(main|test)/java/.*"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
