using Microsoft.AspNetCore.Http;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>
/// The answer to what exists at Alpaca and not here: status 501, the code 50110000 and a sentence. A path that Alpaca does not
/// have either is not found.
/// </summary>
internal static class NotSimulated
{
    /// <summary>The paths of Alpaca's API documents that are not served, each with its methods.</summary>
    private const string Paths = """
        /v1/corporate-actions GET
        /v1/locates GET POST
        /v1/locates/quotes GET
        /v1/locates/{locate_id} GET
        /v1beta1/crypto-perps/{loc}/latest/bars GET
        /v1beta1/crypto-perps/{loc}/latest/orderbooks GET
        /v1beta1/crypto-perps/{loc}/latest/pricing GET
        /v1beta1/crypto-perps/{loc}/latest/quotes GET
        /v1beta1/crypto-perps/{loc}/latest/trades GET
        /v1beta1/fixed_income/latest/prices GET
        /v1beta1/fixed_income/latest/quotes GET
        /v1beta1/forex/latest/rates GET
        /v1beta1/forex/rates GET
        /v1beta1/indices/latest/values GET
        /v1beta1/indices/values GET
        /v1beta1/logos/{symbol} GET
        /v1beta1/news GET
        /v1beta1/options/bars GET
        /v1beta1/options/meta/conditions/{ticktype} GET
        /v1beta1/options/meta/exchanges GET
        /v1beta1/options/quotes/latest GET
        /v1beta1/options/snapshots GET
        /v1beta1/options/snapshots/{underlying_symbol} GET
        /v1beta1/options/trades GET
        /v1beta1/options/trades/latest GET
        /v1beta1/screener/stocks/most-actives GET
        /v1beta1/screener/{market_type}/movers GET
        /v1beta3/crypto/{loc}/bars GET
        /v1beta3/crypto/{loc}/latest/bars GET
        /v1beta3/crypto/{loc}/latest/orderbooks GET
        /v1beta3/crypto/{loc}/latest/quotes GET
        /v1beta3/crypto/{loc}/latest/trades GET
        /v1beta3/crypto/{loc}/quotes GET
        /v1beta3/crypto/{loc}/snapshots GET
        /v1beta3/crypto/{loc}/trades GET
        /v2/assets/fixed_income/us_corporates GET
        /v2/assets/fixed_income/us_treasuries GET
        /v2/corporate_actions/announcements GET
        /v2/corporate_actions/announcements/{id} GET
        /v2/options/contracts GET
        /v2/options/contracts/{symbol_or_id} GET
        /v2/perpetuals/account_vitals GET
        /v2/perpetuals/leverage GET POST
        /v2/perpetuals/wallets GET
        /v2/perpetuals/wallets/fees/estimate GET
        /v2/perpetuals/wallets/transfers GET POST
        /v2/perpetuals/wallets/transfers/{transfer_id} GET
        /v2/perpetuals/wallets/whitelists GET POST
        /v2/perpetuals/wallets/whitelists/{whitelisted_address_id} DELETE
        /v2/positions/{symbol_or_contract_id}/do-not-exercise POST
        /v2/positions/{symbol_or_contract_id}/exercise POST
        /v2/stocks/auctions GET
        /v2/stocks/meta/conditions/{ticktype} GET
        /v2/stocks/meta/exchanges GET
        /v2/stocks/{symbol}/auctions GET
        /v2/tokenization/mint POST
        /v2/tokenization/requests GET
        /v2/wallets GET
        /v2/wallets/fees/estimate GET
        /v2/wallets/transfers GET POST
        /v2/wallets/transfers/{transfer_id} GET
        /v2/wallets/whitelists GET POST
        /v2/wallets/whitelists/{whitelisted_address_id} DELETE
        /v2/watchlists GET POST
        /v2/watchlists/{watchlist_id} DELETE GET POST PUT
        /v2/watchlists/{watchlist_id}/{symbol} DELETE
        /v2/watchlists:by_name DELETE GET POST PUT
        /v2/watchlists:by_name/{symbol} DELETE
        /v2beta1/events/activities GET
        /v3/calendar/{market} GET
        /v3/clock GET
        """;

    private static readonly (string[] Segments, string[] Methods)[] Templates =
        [.. Paths.Split('\n', StringSplitOptions.TrimEntries).Select(line => line.Split(' '))
            .Select(words => (words[0].Split('/'), words[1..]))];

    /// <summary>The answer to a request; null when Alpaca does not have its path and method either.</summary>
    public static ApiResponse? Answer(HttpContext http)
    {
        var (method, path) = (http.Request.Method, http.Request.Path.Value!);
        return Exists(method, path) ? Answer($"{method} {path} exists at Alpaca and is not simulated here") : null;
    }

    public static ApiResponse Answer(string sentence) => ApiErrors.WithCode(501, 50110000, sentence);

    private static bool Exists(string method, string path)
    {
        var segments = path.Split('/');
        return Array.Exists(Templates, template =>
            template.Segments.Length == segments.Length && template.Methods.Contains(method, StringComparer.Ordinal)
            && template.Segments.Zip(segments).All(pair =>
                pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0)));
    }
}
