using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mutants;

/// <summary>Builds a project with all mutants of some of its folders in it.</summary>
/// <param name="project">The project's folder, already built.</param>
/// <param name="tests">The folder with the tests' assemblies.</param>
public sealed class Build(string project, string tests)
{
    private const string Switch = """
        namespace Trading.Core;
        public static class Mutation
        {
            public static int Active;
            public static bool[] Seen = [];
            public static bool Is(int id)
            {
                var seen = Seen;
                if (id < seen.Length) seen[id] = true;
                return Active == id;
            }
        }
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview, DocumentationMode.None);

    /// <summary>Writes the assembly and gives the mutants in it. What does not compile is left out, one build after the
    /// other.</summary>
    public IReadOnlyList<Mutant> Write(IReadOnlyList<string> parts, string assembly)
    {
        var plain = Compile(Sources().Select(f => (f, CSharpSyntaxTree.ParseText(File.ReadAllText(f), Parsing, f))));
        var dropped = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var mutants = new List<Mutant>();
            var trees = new List<(string, SyntaxTree)> { ("Mutation.cs",
                CSharpSyntaxTree.ParseText(Switch, Parsing, "Mutation.cs")) };
            foreach (var tree in plain.SyntaxTrees)
            {
                var file = Path.GetRelativePath(project, tree.FilePath);
                if (!parts.Any(p => file.StartsWith(p, StringComparison.Ordinal)))
                {
                    trees.Add((tree.FilePath, tree));
                    continue;
                }
                var root = new Schemata(plain.GetSemanticModel(tree), file, dropped, mutants).Visit(tree.GetRoot())!;
                trees.Add((tree.FilePath, CSharpSyntaxTree.Create((CSharpSyntaxNode)root, Parsing, tree.FilePath)));
            }
            using var stream = new MemoryStream();
            var compiled = Compile(trees);
            var result = compiled.Emit(stream);
            if (result.Success)
            {
                File.WriteAllBytes(assembly, stream.ToArray());
                Console.Error.WriteLine($"{mutants.Count} mutants, {dropped.Count} that do not compile");
                return mutants;
            }
            if (!Drop(result.Diagnostics, compiled, mutants,
                dropped)) throw new InvalidOperationException("It does not compile.");
        }
    }

    private static bool Drop(
        IEnumerable<Diagnostic> diagnostics, CSharpCompilation compiled, List<Mutant> mutants, HashSet<string> dropped)
    {
        var before = dropped.Count;
        foreach (var error in diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
        {
            var node = error.Location.SourceTree?.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
            var near = node?.AncestorsAndSelf().SelectMany(n => n.GetAnnotations(Schemata.Mark)).FirstOrDefault();
            // An error beside the mutants, such as a variable that is not assigned: the statement's or the member's mutants go.
            var blamed = near is not null ? [near] : Within(node?.FirstAncestorOrSelf<StatementSyntax>());
            if (blamed.Count == 0) blamed = Within(node?.FirstAncestorOrSelf<MemberDeclarationSyntax>());
            // A constant that another constant needs.
            if (blamed.Count == 0 && node?.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().LastOrDefault() is { } name)
            {
                blamed = [.. compiled.SyntaxTrees.SelectMany(t =>
                    t.GetRoot().DescendantNodes().OfType<PropertyDeclarationSyntax>())
                    .Where(p => p.Identifier.Text == name.Identifier.Text).SelectMany(Within)];
            }
            if (near is null
                && Environment.GetEnvironmentVariable("TELL") is not null) Console.Error.WriteLine($"{blamed.Count} {error}");
            foreach (var mark in blamed) dropped.Add(mutants[int.Parse(mark.Data!) - 1].Text);
        }
        return dropped.Count > before;

        static List<SyntaxAnnotation> Within(SyntaxNode? node) =>
            node is null ? [] : [.. node.GetAnnotatedNodes(Schemata.Mark).SelectMany(n => n.GetAnnotations(Schemata.Mark))];
    }

    private CSharpCompilation Compile(IEnumerable<(string File, SyntaxTree Tree)> trees) => CSharpCompilation.Create(
        Path.GetFileName(project), trees.Select(t => t.Tree), References(),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable));

    private IEnumerable<string> Sources() => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
        .Where(file => Path.GetRelativePath(project, file) is var name && !name.StartsWith("bin", StringComparison.Ordinal)
            && (!name.StartsWith("obj", StringComparison.Ordinal)
                || name.StartsWith(Path.Combine("obj", "Release", "net10.0"), StringComparison.Ordinal)));

    private IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetDirectoryName(file) != AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))
            .Concat(Directory.EnumerateFiles(tests, "*.dll").Where(f =>
                !Path.GetFileName(f).StartsWith("Trading.", StringComparison.Ordinal)))
            .DistinctBy(Path.GetFileName).Where(IsManaged).Select(file => MetadataReference.CreateFromFile(file));

    private static bool IsManaged(string file)
    {
        using var reader = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(file));
        return reader.HasMetadata;
    }
}
