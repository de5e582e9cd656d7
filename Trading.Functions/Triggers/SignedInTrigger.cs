using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Trading.Adapters.Hosting;

namespace Trading.Functions.Triggers;

/// <summary>
/// The dashboard for a person who has signed in with Microsoft Entra. App Service authentication stands in front of the app, asks
/// for the sign-in and names the person in a header that it takes from no one else; where it is not set up, nobody sees the page.
/// </summary>
public sealed class SignedInTrigger(HostStatus status, IConfiguration configuration)
{
    /// <summary>The app setting that the deployment sets to <c>true</c> together with App Service authentication.</summary>
    public const string Setting = "DashboardSignIn";

    /// <summary>The variable that App Service itself sets while its authentication stands in front of the app.</summary>
    public const string PlatformSetting = "WEBSITE_AUTH_ENABLED";

    /// <summary>The header in which App Service authentication names the person.</summary>
    public const string PersonHeader = "X-MS-CLIENT-PRINCIPAL-ID";

    private const string NotSetUp =
        "This page is for people who have signed in, and sign-in is not set up: deploy with the parameter dashboardClientId.";

    /// <summary>The report as a page.</summary>
    [Function("SignedIn")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "signed-in")] HttpRequest request, CancellationToken cancel) =>
        IsOn(Setting) && IsOn(PlatformSetting) && $"{request.Headers[PersonHeader]}".Length > 0
            ? await DashboardTrigger.PageAsync(request, status, cancel)
            : PrivatePage.Refused(request, NotSetUp, StatusCodes.Status403Forbidden);

    private bool IsOn(string setting) => bool.TryParse(configuration[setting], out var isOn) && isOn;
}
