using System.Text.Json;
using CsCheck;
using Trading.Adapters.StorageFormats;
using Trading.Cli.Output;
using Trading.Core.Storage;

namespace Trading.Tests.Core.Storage;

public sealed class JobKeyTests
{
    [Fact]
    public void Its_text_is_the_one_that_books_hold()
    {
        Assert.Equal("Rebalance", $"{(JobKey)JobKind.Rebalance}");
        Assert.Equal("MinuteScan_1031", $"{new JobKey(JobKind.MinuteScan, new LocalTime(10, 31))}");
        Assert.Equal("EndOfDayClose_0905", $"{new JobKey(JobKind.EndOfDayClose, new LocalTime(9, 5))}");
    }

    [Fact]
    public void Its_text_is_read_back() =>
        Gen.Select(Gen.Enum<JobKind>(), Gen.Int[-1, 1439]).Sample((job, minute) =>
        {
            var key = new JobKey(job, minute < 0 ? null : LocalTime.FromMinutesSinceMidnight(minute));
            return JobKey.Parse($"{key}") == key;
        });

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("Lunch")]
    [InlineData("minutescan_1031")]
    [InlineData("MinuteScan_")]
    [InlineData("MinuteScan_1")]
    [InlineData("MinuteScan_2460")]
    [InlineData("MinuteScan_1031_1")]
    public void Another_text_is_no_key(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => JobKey.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_run_in_json_has_its_key_as_text_and_its_result_as_counts()
    {
        var run = Rows.AJob(Rows.Monday, JobKey.Parse("EndOfDayClose_1556")) with { Result = new CloseResult(2, 1, Refused: 3) };

        var json = JsonDocument.Parse(StorageJson.Write(run)).RootElement;

        Assert.Equal("EndOfDayClose_1556", json.GetProperty("key").GetString());
        Assert.Equal(
            """{"closing":2,"cancelledEntries":1,"RefusedByBroker":3}""",
            json.GetProperty("counts").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
    }
}
