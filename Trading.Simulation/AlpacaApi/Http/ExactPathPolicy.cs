using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>Makes routing as strict as Alpaca's: a path in another case or with a slash at its end is another path.</summary>
internal sealed class ExactPathPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var segments = httpContext.Request.Path.Value!.TrimStart('/').Split('/');
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && candidates[i].Endpoint is RouteEndpoint endpoint
                && !IsExact(endpoint.RoutePattern, segments))
                candidates.SetValidity(i, false);
        }
        return Task.CompletedTask;
    }

    private static bool IsExact(RoutePattern pattern, string[] segments)
    {
        var hasCatchAll = pattern.Parameters.Any(parameter => parameter.IsCatchAll);
        if (!hasCatchAll && segments.Length != pattern.PathSegments.Count) return false;
        return pattern.PathSegments.Zip(segments).All(pair =>
            pair.First.Parts[0] is not RoutePatternLiteralPart literal
                || string.Equals(literal.Content, pair.Second, StringComparison.Ordinal));
    }
}
