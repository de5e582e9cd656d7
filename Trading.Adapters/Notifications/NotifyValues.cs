using System.Text.RegularExpressions;
using Trading.Adapters.Notifications.Services;

namespace Trading.Adapters.Notifications;

/// <summary>Reads the values of the settings of notifications, and collects what is wrong and what is secret.</summary>
internal sealed partial class NotifyValues(IReadOnlyDictionary<string, string> values, List<string> errors)
{
    private const string TelegramServer = "https://api.telegram.org";

    // Shorter parts, and those that every address of a service has, occur in ordinary answers.
    private const int ShortestSecret = 6;
    private static readonly HashSet<string> Ordinary = new(StringComparer.OrdinalIgnoreCase)
    {
        "services", "webhooks", "webhook", "workflows", "triggers", "manual", "invoke", "paths", "2016-06-01", "/triggers/manual/run",
        "powerautomate", "automations", "direct", "notify",
    };

    private readonly List<string> secrets = [];

    /// <summary>The parts of the values that nothing may show.</summary>
    public IReadOnlyList<string> Secrets => secrets;

    /// <summary>A value by its name without the section; null when it is not set.</summary>
    public string? Of(string name) => values.GetValueOrDefault(name);

    /// <summary>The address of a service; null when it is not set, or is wrong.</summary>
    public Uri? Address(NotificationService service)
    {
        var name = NotifySettings.Variable(service, NotifySettings.Url);
        if (Resolved(service, NotifySettings.Url) is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)) return Failed<Uri>($"{name} is not an address; {Example(service)}");
        AddSecrets(url);
        if (url.UserInfo.Length > 0) return Failed<Uri>($"{name} has a user name or password in it, which is not sent; {Example(service)}");
        if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            return Failed<Uri>($"{name} does not begin with https:// (http is only for this machine); {Example(service)}");
        return IsOf(service, url) ? url : Failed<Uri>(Elsewhere(service, name));
    }

    /// <summary>The Telegram bot; null when it is not set, or is wrong.</summary>
    public TelegramReceiver? Telegram()
    {
        const NotificationService Service = NotificationService.Telegram;
        var (tokenName, chatName) = (
            NotifySettings.Variable(Service, NotifySettings.BotToken), NotifySettings.Variable(Service, NotifySettings.ChatId));
        var count = errors.Count;
        var (token, chat) = (Resolved(Service, NotifySettings.BotToken), Resolved(Service, NotifySettings.ChatId));
        var server = Of($"{Service}:{NotifySettings.Url}") is null ? new Uri(TelegramServer) : Address(Service);
        if (token is not null) secrets.AddRange([token, .. token.Split(':')]);
        if (errors.Count > count) return null;
        if (token is null && chat is null) return null;
        if (token is null) return Failed<TelegramReceiver>($"{chatName} is set without {tokenName}; a bot needs both.");
        if (chat is null) return Failed<TelegramReceiver>($"{tokenName} is set without {chatName}; a bot needs both.");
        if (!TokenText().IsMatch(token))
            return Failed<TelegramReceiver>($"{tokenName} is not a bot's token; copy it again from @BotFather, as 123456:ABC...");
        if (!ChatText().IsMatch(chat))
            return Failed<TelegramReceiver>($"{chatName} is not a chat; it may be a number, such as -1001234567890, or @channel.");
        return server is null ? null : new TelegramReceiver(server, token, chat);
    }

    /// <summary>The ntfy topic; null when it is not set, or is wrong.</summary>
    public NtfyReceiver? Ntfy()
    {
        const NotificationService Service = NotificationService.Ntfy;
        var count = errors.Count;
        var (topic, token) = (Address(Service), Resolved(Service, NotifySettings.Token));
        if (token is not null) secrets.Add(token);
        if (errors.Count > count) return null;
        var tokenName = NotifySettings.Variable(Service, NotifySettings.Token);
        if (token is not null && topic is null)
            return Failed<NtfyReceiver>($"{tokenName} is set without {NotifySettings.Variable(Service, NotifySettings.Url)}.");
        if (token is not null && !token.All(c => c is > ' ' and <= '~'))
            return Failed<NtfyReceiver>($"{tokenName} has blanks or characters that no token has; copy it again.");
        return topic is null ? null : new NtfyReceiver(topic, token);
    }

    private string? Resolved(NotificationService service, string name)
    {
        if (Of($"{service}:{name}") is not { } text) return null;
        return text.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase)
            ? Failed<string>($"{NotifySettings.Variable(service, name)} is a Key Vault reference that was not resolved: the vault has "
                + "no such secret, or the app's identity may not read it; put the secret into the vault and restart the app.")
            : text;
    }

    private void AddSecrets(Uri url)
    {
        var parts = url.AbsolutePath.Split('/')
            .Concat(url.Query.TrimStart('?').Split('&').Select(pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]))
            .Concat(url.UserInfo.Split(':'));
        foreach (var part in parts)
        {
            var plain = Uri.UnescapeDataString(part);
            if (plain.Length >= ShortestSecret && !Ordinary.Contains(plain)) secrets.Add(plain);
        }
    }

    private static bool IsOf(NotificationService service, Uri url) => service switch
    {
        // A topic, and nothing but one.
        NotificationService.Ntfy => url.AbsolutePath.Trim('/').Length > 0,
        _ when url.IsLoopback => true,
        NotificationService.Slack => url.Host is "hooks.slack.com" or "hooks.slack-gov.com",
        NotificationService.Discord => IsWithin(url, "discord.com") || IsWithin(url, "discordapp.com"),
        NotificationService.Teams => !IsWithin(url, "webhook.office.com") && url.Host != "outlook.office.com",
        _ => true,
    };

    private static bool IsWithin(Uri url, string domain) =>
        url.Host == domain || url.Host.EndsWith($".{domain}", StringComparison.Ordinal);

    private static string Elsewhere(NotificationService service, string name) => service switch
    {
        NotificationService.Teams => $"{name} is a retired Microsoft 365 connector; make a workflow 'when a Teams webhook request is "
            + "received' and set its address.",
        NotificationService.Ntfy => $"{name} has no topic; {Example(service)}",
        _ => $"{name} is not an address of {service}; {Example(service)}",
    };

    private static string Example(NotificationService service) => service switch
    {
        NotificationService.Slack => "it begins with https://hooks.slack.com/services/.",
        NotificationService.Discord => "it begins with https://discord.com/api/webhooks/.",
        NotificationService.Teams => "copy it from the workflow, with all that follows the question mark.",
        NotificationService.Ntfy => "it may be such as https://ntfy.sh/TOPIC.",
        NotificationService.Telegram => $"it may be such as {TelegramServer}.",
        _ => "it may be such as https://example.com/hook.",
    };

    private T? Failed<T>(string error) where T : class
    {
        errors.Add(error);
        return null;
    }

    [GeneratedRegex(@"^[0-9]{4,20}:[A-Za-z0-9_\-]{20,100}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TokenText();

    [GeneratedRegex(@"^(-?[0-9]{1,20}|@[A-Za-z0-9_]{4,64})\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ChatText();
}
