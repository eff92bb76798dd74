using System.Text.Json;
using LatencyEngine.Host;

namespace LatencyEngine.Tests.Host.Journal;

/// <summary>A session leaves the journal as JSON lines or tables, whole and exact.</summary>
public sealed class ExportVerbTests : IDisposable
{
    private readonly RecordedJournal _journal = RecordedJournal.OfTwoSessions();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Json_lines_hold_every_record_once()
    {
        var file = _journal.PathOf("session.jsonl");
        var (exitCode, output, error) = _journal.Run("export", "--output", file);
        Assert.Equal((ExitCode.Success, ""), (exitCode, output));
        Assert.Contains("21 records to", error, StringComparison.Ordinal);
        var sequences = File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("sequence").GetInt32());
        Assert.Equal(Enumerable.Range(20, 21), sequences);
    }

    [Fact]
    public void A_table_of_one_message_goes_to_standard_output()
    {
        var run = _journal.Run("export", "--format", "csv", "--type", "Trade", "--until", "30");
        Assert.Equal(
            """
            sequence,timestampNanos,sourceNanos,instrumentId,venueId,flags,price,quantity,venueTradeId,aggressor
            29,2012-06-21T13:30:00.001200000Z,,2,1,None,30.14,5,,None
            30,2012-06-21T13:30:00.001300000Z,,1,1,None,585.33,7,,None

            """.ReplaceLineEndings("\r\n"),
            run.Output);
    }

    [Fact]
    public void Raw_tables_hold_the_integers_of_the_schema() => Assert.Contains(
        "\r\n29,1340285400001200000,,2,1,0,30140000000,5,,0\r\n",
        _journal.Run("export", "--format", "csv", "--type", "Trade", "--raw").Output, StringComparison.Ordinal);

    [Fact]
    public void Tables_of_all_messages_are_files_in_a_folder()
    {
        var folder = _journal.PathOf("tables");
        Assert.Equal(ExitCode.Success, _journal.Run("export", "--format", "csv", "--output", folder).ExitCode);
        Assert.Equal(15, Directory.GetFiles(folder).Length);
        Assert.Equal(3, File.ReadAllLines(Path.Combine(folder, "OrderFilled.csv")).Length);
    }
}
