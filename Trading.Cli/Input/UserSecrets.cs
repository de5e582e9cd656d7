using Microsoft.Extensions.Configuration;

namespace Trading.Cli.Input;

/// <summary>Adds the values of <c>dotnet user-secrets</c> to the environment variables.</summary>
internal static class UserSecrets
{
    /// <summary>Adds the secrets whose names the environment does not set.</summary>
    /// <exception cref="InvalidDataException">The file of secrets is not JSON.</exception>
    public static void AddTo(Dictionary<string, string> environment) => Add(
        new ConfigurationBuilder().AddUserSecrets(typeof(UserSecrets).Assembly, optional: true).Build().AsEnumerable(),
            environment);

    /// <summary>Adds the values whose names the environment does not set; names are compared without case.</summary>
    public static void Add(IEnumerable<KeyValuePair<string, string?>> secrets, Dictionary<string, string> environment)
    {
        var set = environment.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in secrets)
        {
            var variable = key.Replace(":", "__", StringComparison.Ordinal);
            if (value is not null && set.Add(variable)) environment[variable] = value;
        }
    }
}
