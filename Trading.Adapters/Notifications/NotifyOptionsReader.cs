using Microsoft.Extensions.Configuration;
using Trading.Adapters.Notifications.Services;
using Trading.Core.Events.Notifications;
using Trading.Core.Text;

namespace Trading.Adapters.Notifications;

/// <summary>The result of reading the settings under <c>Notify</c>.</summary>
/// <param name="Options">The services whose settings are right; the others are left out.</param>
/// <param name="Errors">A sentence for each error; none shows a value.</param>
public sealed record NotifyOptionsResult(NotifyOptions Options, IReadOnlyList<string> Errors);

/// <summary>
/// Reads and checks the settings under <c>Notify</c>, or <c>Trading:Notify</c>; the former win. No value is shown, because an
/// address is a secret. What is wrong with one service keeps no other from being told.
/// </summary>
public static class NotifyOptionsReader
{
    /// <summary>The options, and everything that is wrong with them.</summary>
    /// <param name="configuration">All settings.</param>
    public static NotifyOptionsResult Read(IConfiguration configuration)
    {
        var settings = Values(configuration);
        var errors = settings.Keys.Where(key => !IsKnown(key)).Order(StringComparer.OrdinalIgnoreCase)
            .Select(key => $"{NotifySettings.Section}__{VisibleText.Beginning(key.Replace(":", "__", StringComparison.Ordinal), 60)} "
                + $"is not a setting; there are {string.Join(", ", NotifySettings.All.Select(v => v.Name))}.")
            .ToList();
        var values = new NotifyValues(settings, errors);
        var receivers = new List<INotificationReceiver>();
        Add(values.Address(NotificationService.Webhook), url => new WebhookReceiver(url));
        Add(values.Address(NotificationService.Slack), url => new SlackReceiver(url));
        Add(values.Address(NotificationService.Discord), url => new DiscordReceiver(url));
        Add(values.Address(NotificationService.Teams), url => new TeamsReceiver(url));
        if (values.Telegram() is { } telegram) receivers.Add(telegram);
        if (values.Ntfy() is { } ntfy) receivers.Add(ntfy);
        var level = MinLevel(values, errors);
        var kinds = Kinds(values, errors);
        return new(new NotifyOptions(receivers, values.Secrets, level, kinds), errors);

        void Add(Uri? url, Func<Uri, INotificationReceiver> receiver)
        {
            if (url is not null) receivers.Add(receiver(url));
        }
    }

    private static Dictionary<string, string> Values(IConfiguration configuration)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var section in (string[])[$"Trading:{NotifySettings.Section}", NotifySettings.Section])
        {
            foreach (var (key, value) in configuration.GetSection(section).AsEnumerable(makePathsRelative: true))
            {
                if (!string.IsNullOrWhiteSpace(value)) values[key] = value.Trim();
            }
        }
        return values;
    }

    private static bool IsKnown(string key) => NotifySettings.All.Any(v => v.Name.Equals(
        $"{NotifySettings.Section}__{key.Replace(":", "__", StringComparison.Ordinal)}", StringComparison.OrdinalIgnoreCase));

    // What is wrong with the choice must not keep a critical notification back, so then everything is told.
    private static NotificationLevel MinLevel(NotifyValues values, List<string> errors)
    {
        if (values.Of(NotifySettings.MinLevel) is not { } text) return NotificationLevel.Info;
        if (Name<NotificationLevel>(text) is { } level) return level;
        errors.Add($"{NotifySettings.Section}__{NotifySettings.MinLevel} is none of "
            + $"{string.Join(", ", Enum.GetNames<NotificationLevel>())}.");
        return NotificationLevel.Info;
    }

    private static HashSet<NotificationKind>? Kinds(NotifyValues values, List<string> errors)
    {
        if (values.Of(NotifySettings.Kinds) is not { } text || text.Equals("All", StringComparison.OrdinalIgnoreCase)) return null;
        var kinds = text.Split(',', StringSplitOptions.TrimEntries).Select(Name<NotificationKind>).ToList();
        if (kinds.TrueForAll(kind => kind is not null)) return [.. kinds.Select(kind => kind!.Value)];
        errors.Add($"{NotifySettings.Section}__{NotifySettings.Kinds} may be All, or some of "
            + $"{string.Join(", ", Enum.GetNames<NotificationKind>().Except(AlwaysTold))}, separated by commas.");
        return null;
    }

    private static readonly string[] AlwaysTold =
        [nameof(NotificationKind.Several), nameof(NotificationKind.Lost), nameof(NotificationKind.Test)];

    // By name only: Enum.TryParse would also take the numbers behind the names.
    private static T? Name<T>(string text) where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            && !AlwaysTold.Contains(name, StringComparer.Ordinal)
            ? Enum.Parse<T>(name)
            : null;
}
