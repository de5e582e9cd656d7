using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Mutants;

/// <summary>
/// Writes all mutants of a file into its code at once, each behind a switch, so that one build serves them all. A mutant whose
/// text is dropped does not compile and is not written.
/// </summary>
public sealed class Schemata(SemanticModel model, string file, ISet<string> dropped, List<Mutant> mutants) : CSharpSyntaxRewriter
{
    /// <summary>Marks the code that belongs to a mutant; its data is the mutant's number.</summary>
    public const string Mark = "mutant";

    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
        { "Duration", "TimeSpan", "Period", "int", "long", "double", "decimal", "float", "LocalTime", "bool" };

    /// <inheritdoc/>
    public override SyntaxNode? Visit(SyntaxNode? node) => node switch
    {
        AttributeListSyntax or ParameterListSyntax or EnumMemberDeclarationSyntax or CaseSwitchLabelSyntax => node,
        PatternSyntax or InterpolationFormatClauseSyntax or TypeSyntax and not NameSyntax => node,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } } => node,
        ExpressionSyntax expression and not (AnonymousFunctionExpressionSyntax or InitializerExpressionSyntax) =>
            Switched(expression, (ExpressionSyntax)base.Visit(expression)!),
        StatementSyntax statement when Mutators.CanBeLeftOut(statement) && !Declares(statement) =>
            LeftOut(statement, (StatementSyntax)base.Visit(statement)!),
        _ => base.Visit(node),
    };

    /// <inheritdoc/>
    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        // A constant cannot be switched, and a static field only before its first use: both become properties.
        var isConstant = node.Modifiers.Any(SyntaxKind.ConstKeyword);
        var isStatic = node.Modifiers.Any(SyntaxKind.StaticKeyword) && node.Modifiers.Any(SyntaxKind.ReadOnlyKeyword);
        if (!isConstant && !isStatic) return base.VisitFieldDeclaration(node);
        var type = node.Declaration.Type is ArrayTypeSyntax array ? $"{array.ElementType}" : $"{node.Declaration.Type}";
        if (!Plain.Contains(type) || node.Declaration.Variables is not [{ Initializer: { } initializer } variable])
            return isConstant ? node : base.VisitFieldDeclaration(node);
        if (isConstant && IsNeededAsConstant(node, variable.Identifier.Text)) return node;
        var before = mutants.Count;
        var value = (ExpressionSyntax)Visit(initializer.Value)!;
        if (mutants.Count == before) return node;
        var modifiers = TokenList(node.Modifiers.Where(m => !m.IsKind(SyntaxKind.ConstKeyword)
            && !m.IsKind(SyntaxKind.ReadOnlyKeyword)));
        if (isConstant) modifiers = modifiers.Add(Token(SyntaxKind.StaticKeyword));
        if (value is CollectionExpressionSyntax) value = value.WithoutTrivia();
        return PropertyDeclaration(node.Declaration.Type, variable.Identifier)
            .WithModifiers(TokenList(modifiers.Select(m => m.WithTrailingTrivia(Space))))
            .WithExpressionBody(ArrowExpressionClause(value)).WithSemicolonToken(Token(SyntaxKind.SemicolonToken))
            .WithTriviaFrom(node);
    }

    private static bool IsNeededAsConstant(FieldDeclarationSyntax node, string name) =>
        node.SyntaxTree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.Text == name
            && use.Ancestors().Any(a => a is PatternSyntax or CaseSwitchLabelSyntax or AttributeSyntax or ParameterSyntax
                || a is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword)));

    private ExpressionSyntax Switched(ExpressionSyntax node, ExpressionSyntax rewritten)
    {
        // What stands alone as a statement has to stay a call or an assignment; a variable that a condition declares is not
        // assigned for certain behind a switch.
        if (node.Parent is ExpressionStatementSyntax || Declares(node)) return rewritten;
        if (node.Ancestors().Any(a => a is LocalDeclarationStatementSyntax { IsConst: true })) return node;
        var type = model.GetTypeInfo(node).Type;
        var result = rewritten;
        foreach (var (kind, changed) in Mutators.Of(node))
        {
            if (kind == "condition" && type?.SpecialType != SpecialType.System_Boolean) continue;
            if (Add(node, kind, $"{node}", $"{changed}") is not { } id) continue;
            result = ParenthesizedExpression(ConditionalExpression(
                    Question(id), ParenthesizedExpression(changed.WithoutTrivia()),
                        ParenthesizedExpression(result.WithoutTrivia())))
                .WithTriviaFrom(node).WithAdditionalAnnotations(new SyntaxAnnotation(Mark, $"{id}"));
        }
        return result;
    }

    private StatementSyntax LeftOut(StatementSyntax node, StatementSyntax rewritten)
    {
        var result = rewritten;
        if (node is ExpressionStatementSyntax statement)
        {
            foreach (var (kind, changed) in Mutators.Of(statement.Expression).Where(m => m.Kind is "assignment" or "step"))
            {
                if (Add(node, kind, $"{node}", $"{changed};") is { } other)
                    result = Choice(other, ExpressionStatement(changed), result, node);
            }
        }
        return Add(node, "statement", $"{node}", "(left out)") is { } id ? Choice(id, Block(), result, node) : result;
    }

    private static bool Declares(SyntaxNode node) =>
        node.DescendantNodes(n => n is not AnonymousFunctionExpressionSyntax).Any(n => n is SingleVariableDesignationSyntax);

    private static IfStatementSyntax Choice(int id, StatementSyntax changed, StatementSyntax otherwise, StatementSyntax node) =>
        IfStatement(Question(id), Block(changed), ElseClause(Block(otherwise.WithoutTrivia()))).NormalizeWhitespace()
            .WithTriviaFrom(node).WithAdditionalAnnotations(new SyntaxAnnotation(Mark, $"{id}"));

    private static ExpressionSyntax Question(int id) => ParseExpression($"global::Trading.Core.Mutation.Is({id})");

    private int? Add(SyntaxNode node, string kind, string was, string isNow)
    {
        var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        var mutant = new Mutant(mutants.Count + 1, file, line, kind, OneLine(was), OneLine(isNow));
        if (dropped.Contains(mutant.Text) || mutant.Was == mutant.Is) return null;
        mutants.Add(mutant);
        return mutant.Id;
    }

    private static string OneLine(string code) => string.Join(' ',
        code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
