using System.Text.RegularExpressions;

namespace Trading.Tests.Documents;

/// <summary>A page of the documents: its links, and the anchors that its headings give.</summary>
internal sealed partial class MarkdownPage
{
    private readonly IReadOnlyList<string> shellLines;

    private MarkdownPage(string text)
    {
        var prose = Fence().Replace(text, "");
        shellLines = [.. Fence().Matches(text).Where(block => block.Value.StartsWith("```bash", StringComparison.Ordinal))
            .SelectMany(block => block.Value.Split('\n'))];
        Links = [.. Link().Matches(prose).Select(match => match.Groups["target"].Value)];
        Anchors = Heading().Matches(prose).Select(match => AnchorOf(match.Groups["text"].Value)).ToHashSet(
            StringComparer.Ordinal);
    }

    /// <summary>Where the page's links lead, in order.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>What may stand behind the # of a link to this page.</summary>
    public IReadOnlySet<string> Anchors { get; }

    /// <summary>The arguments of each call of a program in the page's blocks of shell lines.</summary>
    public IEnumerable<IReadOnlyList<string>> CallsOf(string program) =>
        from line in shellLines
        from call in Comment().Replace(line, "").Split("&&")
        let words = Word().Matches(call.Split(" > ")[0]).Select(word => word.Value.Trim('\'')).ToList()
        where words.Count > 0 && words[0] == program
        select (IReadOnlyList<string>)words[1..];

    /// <summary>Reads a page; what stands in a code block is neither a link nor a heading.</summary>
    public static MarkdownPage Of(string text) => new(text);

    /// <summary>The anchor that GitHub gives a heading: lower case, punctuation dropped, a hyphen for each blank.</summary>
    public static string AnchorOf(string heading) =>
        NotInAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^```.*?^```\r?$", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\s#\s.*$", RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex(@"'[^']*'|\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"^#{1,6} (?<text>[^\r\n]+)", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.NonBacktracking)]
    private static partial Regex NotInAnchor();
}
