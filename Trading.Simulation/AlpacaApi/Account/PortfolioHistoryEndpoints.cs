using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Data;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary>
/// <c>/v2/account/portfolio/history</c>: the equity at the end of each time frame in which the market traded. Within a day the
/// gain counts from the last close before that day, or from the first value with <c>pnl_reset=no_reset</c>; from day to day it
/// counts from the value before.
/// </summary>
internal sealed class PortfolioHistoryEndpoints(Simulator simulator)
{
    public void Map(IEndpointRouteBuilder v2) => v2.MapGet("/account/portfolio/history", Get);

    private ApiResponse Get(ApiQuery query)
    {
        var end = query.Time("end", endOfDay: true) ?? simulator.Clock.Now;
        var start = query.Time("start") ?? Before(end, query.Text("period") ?? "1M");
        var days = (end - start).TotalDays;
        var name = query.Text("timeframe") ?? (days < 7 ? "1Min" : days < 30 ? "15Min" : "1D");
        if (name is not ("1Min" or "5Min" or "15Min" or "1H" or "1D"))
            throw new InvalidRequestException($"invalid timeframe: {name}");
        var frame = TimeFrame.Parse(name);
        var points = Points(frame, start, end);
        var isDaily = name == "1D";
        var keepsBase = query.Text("pnl_reset") == "no_reset";
        var first = isDaily && points.Count > 0 ? points[0].Equity : EquityBefore(points.Count > 0 ? points[0].At : end);
        var gains = new List<decimal>(points.Count);
        var bases = new List<decimal>(points.Count);
        for (var i = 0; i < points.Count; i++)
        {
            var from = isDaily ? points[Math.Max(0, i - 1)].Equity : keepsBase ? first : EquityBefore(DayOf(points[i].At));
            bases.Add(from);
            gains.Add(points[i].Equity - from);
        }
        return ApiResponse.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("timestamp");
            foreach (var point in points) json.WriteNumberValue(point.At.ToUnixTimeSeconds());
            json.WriteEndArray();
            json.WriteStartArray("equity");
            foreach (var point in points) json.WriteNumberValue(decimal.Round(point.Equity, 2));
            json.WriteEndArray();
            json.WriteStartArray("profit_loss");
            foreach (var gain in gains) json.WriteNumberValue(decimal.Round(gain, 4));
            json.WriteEndArray();
            json.WriteStartArray("profit_loss_pct");
            for (var i = 0; i < gains.Count; i++)
                json.WriteNumberValue(bases[i] == 0m ? 0m : decimal.Round(gains[i] / bases[i], 6));
            json.WriteEndArray();
            json.WriteNumber("base_value", decimal.Round(first, 2));
            json.WriteString("timeframe", name);
            json.WriteEndObject();
        });
    }

    private List<(Instant At, decimal Equity)> Points(TimeFrame frame, Instant start, Instant end)
    {
        var points = new List<(Instant At, decimal Equity)>();
        foreach (var (minute, equity) in simulator.EquityHistory)
        {
            var at = frame.StartOf(minute);
            if (at < frame.StartOf(start) || minute > end) continue;
            if (points.Count > 0 && points[^1].At == at) points[^1] = (at, equity);
            else points.Add((at, equity));
        }
        return points;
    }

    private decimal EquityBefore(Instant moment)
    {
        var earlier = simulator.EquityHistory.FindLast(point => point.Minute < moment);
        return earlier == default ? simulator.StartingEquity : earlier.Equity;
    }

    private static Instant DayOf(Instant moment) => ExchangeTime.At(moment.InNewYork().Date, LocalTime.Midnight);

    private static Instant Before(Instant end, string period)
    {
        var digits = period.TakeWhile(char.IsAsciiDigit).Count();
        var date = end.InNewYork().Date;
        if (digits is 0 or > 3) throw new InvalidRequestException($"invalid period: {period}");
        var count = int.Parse(period[..digits], System.Globalization.CultureInfo.InvariantCulture);
        return DayOf(period[digits..] switch
        {
            "D" => ExchangeTime.At(date.PlusDays(1 - count), LocalTime.Midnight),
            "W" => ExchangeTime.At(date.PlusWeeks(-count), LocalTime.Midnight),
            "M" => ExchangeTime.At(date.PlusMonths(-count), LocalTime.Midnight),
            "A" => ExchangeTime.At(date.PlusYears(-count), LocalTime.Midnight),
            _ => throw new InvalidRequestException($"invalid period: {period}"),
        });
    }
}
