using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Mutants;

/// <summary>The changes that can be made to one expression or statement.</summary>
public static class Mutators
{
    private static readonly Dictionary<SyntaxKind, SyntaxKind[]> Binary = new()
    {
        [SyntaxKind.LessThanExpression] = [SyntaxKind.LessThanOrEqualExpression, SyntaxKind.GreaterThanOrEqualExpression],
        [SyntaxKind.LessThanOrEqualExpression] = [SyntaxKind.LessThanExpression, SyntaxKind.GreaterThanExpression],
        [SyntaxKind.GreaterThanExpression] = [SyntaxKind.GreaterThanOrEqualExpression, SyntaxKind.LessThanOrEqualExpression],
        [SyntaxKind.GreaterThanOrEqualExpression] = [SyntaxKind.GreaterThanExpression, SyntaxKind.LessThanExpression],
        [SyntaxKind.EqualsExpression] = [SyntaxKind.NotEqualsExpression],
        [SyntaxKind.NotEqualsExpression] = [SyntaxKind.EqualsExpression],
        [SyntaxKind.LogicalAndExpression] = [SyntaxKind.LogicalOrExpression],
        [SyntaxKind.LogicalOrExpression] = [SyntaxKind.LogicalAndExpression],
        [SyntaxKind.AddExpression] = [SyntaxKind.SubtractExpression],
        [SyntaxKind.SubtractExpression] = [SyntaxKind.AddExpression],
        [SyntaxKind.MultiplyExpression] = [SyntaxKind.DivideExpression],
        [SyntaxKind.DivideExpression] = [SyntaxKind.MultiplyExpression],
        [SyntaxKind.ModuloExpression] = [SyntaxKind.MultiplyExpression],
    };

    private static readonly Dictionary<SyntaxKind, SyntaxKind> Assignments = new()
    {
        [SyntaxKind.AddAssignmentExpression] = SyntaxKind.SubtractAssignmentExpression,
        [SyntaxKind.SubtractAssignmentExpression] = SyntaxKind.AddAssignmentExpression,
        [SyntaxKind.MultiplyAssignmentExpression] = SyntaxKind.DivideAssignmentExpression,
        [SyntaxKind.DivideAssignmentExpression] = SyntaxKind.MultiplyAssignmentExpression,
    };

    private static readonly Dictionary<string, string> Calls = Both(
        ("OrderBy", "OrderByDescending"), ("ThenBy", "ThenByDescending"), ("Min", "Max"), ("MinBy", "MaxBy"), ("First", "Last"),
        ("FirstOrDefault", "LastOrDefault"), ("Take", "Skip"), ("TakeWhile", "SkipWhile"), ("Any", "All"), ("Floor", "Ceiling"));

    /// <summary>The changes of an expression, each with its kind.</summary>
    public static IEnumerable<(string Kind, ExpressionSyntax Changed)> Of(ExpressionSyntax node)
    {
        switch (node)
        {
            case BinaryExpressionSyntax binary when Binary.TryGetValue(binary.Kind(), out var others):
                foreach (var other in others) yield return ("operator",
                    BinaryExpression(other, Inner(binary.Left), Inner(binary.Right)));
                break;
            case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.CoalesceExpression):
                yield return ("coalesce", binary.Right);
                break;
            case PrefixUnaryExpressionSyntax prefix
                when prefix.Kind() is SyntaxKind.LogicalNotExpression or SyntaxKind.UnaryMinusExpression:
                yield return ("unary", prefix.Operand);
                break;
            case PrefixUnaryExpressionSyntax step when step.IsKind(SyntaxKind.PreIncrementExpression):
                yield return ("step", PrefixUnaryExpression(SyntaxKind.PreDecrementExpression, step.Operand));
                break;
            case PostfixUnaryExpressionSyntax step when step.IsKind(SyntaxKind.PostIncrementExpression):
                yield return ("step", PostfixUnaryExpression(SyntaxKind.PostDecrementExpression, step.Operand));
                break;
            case AssignmentExpressionSyntax assignment when Assignments.TryGetValue(assignment.Kind(), out var other):
                yield return ("assignment", AssignmentExpression(other, assignment.Left, assignment.Right));
                break;
            case LiteralExpressionSyntax literal:
                if (literal.IsKind(SyntaxKind.TrueLiteralExpression)) yield return ("constant", ParseExpression("false"));
                if (literal.IsKind(SyntaxKind.FalseLiteralExpression)) yield return ("constant", ParseExpression("true"));
                if (literal.IsKind(SyntaxKind.NumericLiteralExpression)) yield return ("constant",
                    ParseExpression(Next(literal)));
                break;
            case IsPatternExpressionSyntax pattern:
                foreach (var changed in Patterns(pattern)) yield return ("pattern", changed);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call:
                var name = access.Name.Identifier.Text;
                if (Calls.TryGetValue(name, out var swapped))
                    yield return ("call", call.WithExpression(access.WithName(Renamed(access.Name, swapped))));
                if (name is "Where" && call.ArgumentList.Arguments.Count == 1)
                    yield return ("filter", call.WithArgumentList(ParseArgumentList("(_ => true)")));
                break;
        }
        if (IsCondition(node)) yield return ("condition", Not(node));
    }

    /// <summary>Whether a statement can be left out.</summary>
    public static bool CanBeLeftOut(StatementSyntax node) => node switch
    {
        ExpressionStatementSyntax or YieldStatementSyntax => true,
        ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or ThrowStatementSyntax =>
            node.Parent is IfStatementSyntax or BlockSyntax { Parent: IfStatementSyntax },
        _ => false,
    };

    // What decides something and has no change of its own is turned round.
    private static bool IsCondition(ExpressionSyntax node) =>
        node is not (BinaryExpressionSyntax or LiteralExpressionSyntax or PrefixUnaryExpressionSyntax
            or ParenthesizedExpressionSyntax)
        && node.Parent switch
        {
            IfStatementSyntax or WhileStatementSyntax => true,
            ConditionalExpressionSyntax choice => choice.Condition == node,
            BinaryExpressionSyntax both => both.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression,
            ArrowExpressionClauseSyntax or SimpleLambdaExpressionSyntax or ParenthesizedLambdaExpressionSyntax => true,
            ReturnStatementSyntax or WhenClauseSyntax or EqualsValueClauseSyntax or ArgumentSyntax => true,
            AssignmentExpressionSyntax assignment => assignment.Right == node,
            _ => false,
        };

    private static IEnumerable<ExpressionSyntax> Patterns(IsPatternExpressionSyntax node)
    {
        foreach (var part in node.Pattern.DescendantNodesAndSelf())
        {
            if (part is RelationalPatternSyntax relational)
            {
                var other = relational.OperatorToken.Kind() switch
                {
                    SyntaxKind.LessThanToken => SyntaxKind.LessThanEqualsToken,
                    SyntaxKind.LessThanEqualsToken => SyntaxKind.LessThanToken,
                    SyntaxKind.GreaterThanToken => SyntaxKind.GreaterThanEqualsToken,
                    _ => SyntaxKind.GreaterThanToken,
                };
                yield return node.ReplaceNode(part, relational.WithOperatorToken(Token(other)));
            }
            if (part is LiteralExpressionSyntax literal)
            {
                var text = literal.Kind() switch
                {
                    SyntaxKind.TrueLiteralExpression => "false",
                    SyntaxKind.FalseLiteralExpression => "true",
                    SyntaxKind.NumericLiteralExpression => Next(literal),
                    _ => null,
                };
                if (text is not null) yield return node.ReplaceNode(part, ParseExpression(text));
            }
            if (part is BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } either)
            {
                yield return node.ReplaceNode(part, either.Left);
                yield return node.ReplaceNode(part, either.Right);
            }
        }
    }

    private static string Next(LiteralExpressionSyntax literal) => literal.Token.Value switch
    {
        int n => $"{n + 1}",
        long n => $"{n + 1}L",
        decimal n => n == 0 ? "1m" : $"{n * 2}m",
        double n => n == 0 ? "1.0" : $"{n * 2:R}" is var text && text.Contains('.') ? text : $"{n * 2:R}.0",
        float n => n == 0 ? "1f" : $"{n * 2:R}f",
        _ => literal.Token.Text,
    };

    private static SimpleNameSyntax Renamed(SimpleNameSyntax name, string other) =>
        name is GenericNameSyntax generic ? generic.WithIdentifier(Identifier(other)) : IdentifierName(other);

    private static PrefixUnaryExpressionSyntax Not(ExpressionSyntax node) =>
        PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, ParenthesizedExpression(node.WithoutTrivia()));

    private static ExpressionSyntax Inner(ExpressionSyntax node) => node is BinaryExpressionSyntax or AssignmentExpressionSyntax
        or ConditionalExpressionSyntax or IsPatternExpressionSyntax ? ParenthesizedExpression(node) : node;

    private static Dictionary<string, string> Both(params (string A, string B)[] pairs) =>
        pairs.SelectMany(p => new[] { (p.A, p.B), (A: p.B, B: p.A) }).ToDictionary(p => p.Item1, p => p.Item2,
            StringComparer.Ordinal);
}
