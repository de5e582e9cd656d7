using Azure.Identity;
using Trading.Adapters.Hosting;

namespace Trading.Tests.Adapters.Hosting;

public sealed class MonitorCredentialTests
{
    [Theory]
    [InlineData("Authorization=AAD;ClientId=0f0f0f0f-0000-0000-0000-000000000001")]
    [InlineData("authorization = aad")]
    public void An_identity_that_is_asked_for_is_given(string authentication) =>
        Assert.IsType<ManagedIdentityCredential>(HostComposition.MonitorCredential(authentication));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Authorization=Key")]
    [InlineData("ClientId=0f0f0f0f-0000-0000-0000-000000000001")]
    public void None_is_given_that_nobody_asks_for(string? authentication) =>
        Assert.Null(HostComposition.MonitorCredential(authentication));
}
