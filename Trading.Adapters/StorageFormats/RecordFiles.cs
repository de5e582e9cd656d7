using System.Text.RegularExpressions;

namespace Trading.Adapters.StorageFormats;

/// <summary>
/// The names of the files of out-of-sample records: <c>{recipe}/{yyyy-MM-dd}.parquet</c>, one a session of a recipe.
/// </summary>
internal static partial class RecordFiles
{
    /// <summary>A recipe's id itself, which is safe to use as a folder's name.</summary>
    /// <exception cref="ArgumentException">It is not a recipe's id.</exception>
    public static string RequireRecipe(string recipe) => Recipe().IsMatch(recipe)
        ? recipe
        : throw new ArgumentException(
            $"'{recipe}' is not a recipe's id; an id has lower-case letters and digits, as 3f9a0c52be17.", nameof(recipe));

    // \z and not $, which also matches before a line feed at the end.
    [GeneratedRegex(@"^[a-z0-9]{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Recipe();
}
