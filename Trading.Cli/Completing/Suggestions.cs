using System.CommandLine;
using System.CommandLine.Completions;
using Trading.Adapters.LocalStorage;
using Trading.Adapters.Settings;
using Trading.Cli.Input;

namespace Trading.Cli.Completing;

/// <summary>Words that a shell may complete and that the command tree itself does not know. Only names of files are read, because
/// a person waits for the answer between two keys.</summary>
internal static class Suggestions
{
    /// <summary>Adds the suggestions to every command of the tree: names of settings, ids of models, dates of backups.</summary>
    public static void AddTo(RootCommand root, GlobalOptions globals)
    {
        Replace(globals.Set.CompletionSources, _ => SettingDefinitions.All.Select(d => $"{d.Name}="));
        foreach (var command in Tree(root))
        {
            var book = command.Options.OfType<Option<Book?>>().Concat(command.Parents.OfType<Command>()
                .SelectMany(parent => parent.Options.OfType<Option<Book?>>())).FirstOrDefault();
            if (book is null) continue;
            Replace(book.CompletionSources, _ => Enum.GetNames<Book>().Select(name => name.ToLowerInvariant()));
            foreach (var argument in command.Arguments)
            {
                if (command.Parents.Any(parent => parent.Name == "models"))
                    Replace(argument.CompletionSources, context => NamesIn(FolderOf(context).Models));
                else if (argument is Argument<LocalDate?>)
                    Replace(argument.CompletionSources, context => new JournalRestore(FolderOf(context), SystemClock.Instance)
                        .Sessions.Select(date => $"{date:uuuu-MM-dd}"));
            }

            BookFolder FolderOf(CompletionContext context)
            {
                var folder = new DataFolder(context.ParseResult.GetValue(globals.Data) ?? DataFolder.Default);
                return folder.Book(BookOption.Choose(context.ParseResult.GetValue(book), folder));
            }
        }
    }

    private static void Replace(
        List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, Func<CompletionContext, IEnumerable<string>> words)
    {
        sources.Clear();
        sources.Add(context => Words(words, context).Select(word => new CompletionItem(word)));
    }

    // A wrong option or a folder that cannot be read suggests nothing; the command itself says what is wrong.
    private static List<string> Words(Func<CompletionContext, IEnumerable<string>> words, CompletionContext context)
    {
        try
        {
            return [.. words(context).Where(word => word.Contains(context.WordToComplete, StringComparison.OrdinalIgnoreCase))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
            or InvalidOperationException)
        {
            return [];
        }
    }

    private static IEnumerable<string> NamesIn(string folder) => !Directory.Exists(folder) ? []
        : Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static IEnumerable<Command> Tree(Command command) => command.Subcommands.SelectMany(Tree).Prepend(command);
}
