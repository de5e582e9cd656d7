using System.CommandLine;
using System.CommandLine.Parsing;
using Trading.Core.Text;

namespace Trading.Cli.Input;

/// <summary>Says in one sentence what is wrong with a command line, and what is allowed instead.</summary>
internal static class UsageSentence
{
    /// <summary>The sentence for a command line with at least one error.</summary>
    public static string Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        // When an option takes the next option as its value, that is the error, not the word that is left over.
        var wrongValue = parsed.Errors.FirstOrDefault(e => e.SymbolResult?.Parent is OptionResult);
        if (wrongValue is not null) return wrongValue.Message;
        if (parsed.UnmatchedTokens is not [var unknown, ..])
        {
            return parsed.CommandResult.Command.Subcommands.Count > 0
                ? $"No command was named; it may be {Commands(command)}."
                : parsed.Errors[0].Message;
        }
        if (unknown.StartsWith('-'))
            return $"'{Shown(unknown)}' is not an option of '{Name(command)}'; it may be {Options(parsed)}.";
        return command.Subcommands.Count > 0
            ? $"'{Shown(unknown)}' is not a command; it may be {Commands(command)}."
            : $"'{Shown(unknown)}' is one word too many for '{Name(command)}'; see '{Name(command)} --help'.";
    }

    private static string Shown(string word) => VisibleText.Beginning(word);

    private static string Name(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Name(parent)} {command.Name}" : "trading";

    private static string Commands(Command command) =>
        string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));

    private static string Options(ParseResult parsed) => string.Join(
        ", ",
        parsed.CommandResult.Command.Options
            .Concat(parsed.RootCommandResult.Command.Options.Where(o => o.Recursive))
            .Select(o => o.Name)
            .Distinct(StringComparer.Ordinal));
}
