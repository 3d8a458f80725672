package dev.wattsocket;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// One Java source as the compiler's own parser sees it.
final class SourceFile {
    /// A method, constructor or initializer with a body.
    record Method(String name, int lines) {}

    /// A type with a name.
    record Type(String name, boolean isTopLevel, boolean isPublic, boolean hasDoc) {}

    private final String name;
    private final String text;
    private final List<Method> methods = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();
    private boolean hasPackageDoc;
    private List<String> packageAnnotations = List.of();

    private SourceFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    static SourceFile parse(String name, String text) {
        var file = new SourceFile(name, text);
        var task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(null, null, null, null, null, List.of(file.object()));
        try {
            for (var unit : task.parse()) {
                file.new Scan(DocTrees.instance(task), unit).scan(unit, null);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All Java files below a folder.
    static List<SourceFile> below(String folder) {
        return texts(folder, ".java").map(file -> parse(file.toString(), read(file))).toList();
    }

    /// The files below a folder whose names end so; what tools fetched or made is left out.
    static Stream<Path> texts(String folder, String... endings) {
        try (var all = Files.walk(Path.of(folder))) {
            return all
                    .filter(Files::isRegularFile)
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .filter(file -> !file.toString().matches(".*/(node_modules|dist)/.*"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The path within the project.
    String name() {
        return name;
    }

    boolean isPackageInfo() {
        return name.endsWith("package-info.java");
    }

    List<String> lines() {
        return text.lines().toList();
    }

    List<Method> methods() {
        return methods;
    }

    List<Type> types() {
        return types;
    }

    /// Whether a comment says what the package is.
    boolean hasPackageDoc() {
        return hasPackageDoc;
    }

    List<String> packageAnnotations() {
        return packageAnnotations;
    }

    private SimpleJavaFileObject object() {
        return new SimpleJavaFileObject(
                URI.create("string:///" + name), SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /// Walks the tree and notes what the tests ask about.
    private final class Scan extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees trees;
        private final CompilationUnitTree unit;

        Scan(DocTrees trees, CompilationUnitTree unit) {
            this.trees = trees;
            this.unit = unit;
            packageAnnotations =
                    unit.getPackageAnnotations().stream()
                            .map(each -> each.getAnnotationType().toString())
                            .toList();
            hasPackageDoc =
                    unit.getPackage() != null && hasDoc(TreePath.getPath(unit, unit.getPackage()));
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            boolean isTopLevel = getCurrentPath().getParentPath().getLeaf() == unit;
            if (!type.getSimpleName().isEmpty()) {
                boolean isPublic = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
                types.add(
                        new Type(
                                type.getSimpleName().toString(),
                                isTopLevel,
                                isPublic,
                                hasDoc(getCurrentPath())));
            }
            for (var member : type.getMembers()) {
                if (member instanceof BlockTree initializer) {
                    note("initializer of " + type.getSimpleName(), initializer);
                }
            }
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            if (method.getBody() != null) {
                note(method.getName().toString(), method);
            }
            return super.visitMethod(method, null);
        }

        private boolean hasDoc(@Nullable TreePath path) {
            var doc = path == null ? null : trees.getDocComment(path);
            return doc != null && !doc.isBlank();
        }

        private void note(String what, Tree tree) {
            var places = trees.getSourcePositions();
            long first = lineAt(places.getStartPosition(unit, tree));
            long last = lineAt(places.getEndPosition(unit, tree));
            methods.add(new Method(what, (int) (last - first + 1)));
        }

        private long lineAt(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
