using Azure;
using Azure.Identity;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// Turns an error of the storage account into one sentence for a person: the place, what is wrong, and what to do.
/// </summary>
internal static class StorageErrors
{
    /// <summary>
    /// Runs <paramref name="work"/>; an error of the SDK becomes a <see cref="StorageException"/> that names
    /// <paramref name="place"/>.
    /// </summary>
    /// <param name="place">Address of the table or blob, without a query.</param>
    /// <param name="role">The role that reading and writing it needs.</param>
    /// <param name="work">The requests.</param>
    /// <param name="cancel">Its cancellation is passed on unchanged.</param>
    public static async Task<T> GuardAsync<T>(Uri place, string role, Func<Task<T>> work, CancellationToken cancel)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (Explained(e))
        {
            throw new StorageException($"{Address(place)} {Advice(e, place, role)}", e);
        }
    }

    /// <summary>The address without its query, which may hold a signature.</summary>
    public static string Address(Uri place) => place.GetLeftPart(UriPartial.Path);

    private static bool Explained(Exception e) =>
        e is RequestFailedException or AggregateException or AuthenticationFailedException or OperationCanceledException
            or HttpRequestException or IOException or FormatException or InvalidOperationException
            or InvalidCastException or OverflowException;

    private static string Advice(Exception e, Uri place, string role) => e switch
    {
        RequestFailedException { Status: > 0 } refused => Advice(refused, role),
        // The SDK gathers the errors of its attempts; the last one counts.
        AggregateException { InnerExceptions: [.., var last] } => Advice(last, place, role),
        AuthenticationFailedException =>
            $"cannot be asked, for no identity could be used ({FirstLine(e)}); give this app a managed identity "
                + $"(Trading__Storage__clientId), or sign in with 'az login'.",
        OperationCanceledException => $"does not answer in time; {NoAnswer(place)}",
        RequestFailedException or HttpRequestException or IOException => $"does not answer ({FirstLine(e)}); {NoAnswer(place)}",
        _ => $"holds a row that cannot be read, or was given one that cannot be kept: {FirstLine(e)}",
    };

    private static string Advice(RequestFailedException e, string role) => (e.Status, e.ErrorCode) switch
    {
        (401 or 403, "AuthorizationPermissionMismatch" or "InsufficientAccountPermissions") =>
            $"refuses this identity ({e.Status} {e.ErrorCode}); give it the role '{role}' on the storage account, which takes "
                + $"some minutes to work.",
        (401 or 403, "KeyBasedAuthenticationNotPermitted") =>
            "takes no account keys; set Trading__Storage__blobServiceUri and Trading__Storage__tableServiceUri and use an "
                + "identity.",
        (403, "AuthorizationFailure") =>
            $"refuses requests from here (403 {e.ErrorCode}); let the account's network rules admit this app and give its "
                + $"identity the role '{role}', or check the key in Trading__Storage__ConnectionString.",
        (401 or 403, _) =>
            $"does not accept this identity or key ({e.Status} {e.ErrorCode}); check the key in "
                + $"Trading__Storage__ConnectionString, or that the identity is of the account's tenant and has the role "
                + $"'{role}', and this machine's clock.",
        (404, _) => $"is not there ({e.ErrorCode}); check the account's name in the settings of Trading__Storage.",
        (409, "TableBeingDeleted" or "ContainerBeingDeleted") => "is being deleted; try again in a minute.",
        (409 or 412, _) => $"was changed by another process at the same time ({e.Status} {e.ErrorCode}); try again.",
        (413, _) or (_, "PropertyValueTooLarge" or "EntityTooLarge" or "RequestBodyTooLarge") =>
            $"was given more than it can keep ({e.ErrorCode}).",
        (408 or 429 or >= 500, _) =>
            $"is busy or has a problem ({e.Status} {e.ErrorCode}); try again, and look at the account's health in the portal "
                + $"if it stays so.",
        _ => $"could not be read or written ({e.Status} {e.ErrorCode}): {FirstLine(e)}",
    };

    private static string NoAnswer(Uri place) => place.IsLoopback
        ? "is Azurite running?"
        : "check the account's name in the settings of Trading__Storage, and the network.";

    private static string FirstLine(Exception e) => e.Message.Split('\n')[0].Trim();
}
