namespace Trading.Adapters.Notifications;

/// <summary>A setting of notifications, as an environment variable.</summary>
/// <param name="Name">Its name, as in <c>Notify__Slack__Url</c>.</param>
/// <param name="Meaning">What it is, in a few words.</param>
public sealed record NotifyVariable(string Name, string Meaning);

/// <summary>The names of the settings of notifications.</summary>
public static class NotifySettings
{
    /// <summary>The section's name, at the root or under <c>Trading</c>.</summary>
    public const string Section = "Notify";

    internal const string Url = "Url", BotToken = "BotToken", ChatId = "ChatId", Token = "Token";
    internal const string MinLevel = "MinLevel", Kinds = "Kinds";

    /// <summary>Every setting there is.</summary>
    public static IReadOnlyList<NotifyVariable> All { get; } =
    [
        new(Variable(NotificationService.Webhook, Url), "address that takes each notification as JSON"),
        new(Variable(NotificationService.Slack, Url), "a Slack incoming webhook"),
        new(Variable(NotificationService.Discord, Url), "a Discord webhook"),
        new(Variable(NotificationService.Teams, Url), "a Microsoft Teams workflow's webhook"),
        new(Variable(NotificationService.Telegram, BotToken), "a Telegram bot's token"),
        new(Variable(NotificationService.Telegram, ChatId), "the chat that the bot writes to: a number, or @channel"),
        new(Variable(NotificationService.Telegram, Url), "a Bot API server of your own"),
        new(Variable(NotificationService.Ntfy, Url), "an ntfy topic, such as https://ntfy.sh/TOPIC"),
        new(Variable(NotificationService.Ntfy, Token), "the access token of a protected ntfy topic"),
        new($"{Section}__{MinLevel}", "Info (unless set), Warning or Critical: the lowest level that is told"),
        new($"{Section}__{Kinds}", "All (unless set), or the kinds that are told, separated by commas"),
    ];

    /// <summary>The settings of which one is enough.</summary>
    public static IReadOnlyList<string> Addresses { get; } =
    [
        .. Enum.GetValues<NotificationService>().Select(
            s => Variable(s, s == NotificationService.Telegram ? BotToken : Url)),
    ];

    /// <summary>The names of the services.</summary>
    public static IReadOnlyList<string> Services { get; } = Enum.GetNames<NotificationService>();

    internal static string Variable(NotificationService service, string name) => $"{Section}__{service}__{name}";
}
