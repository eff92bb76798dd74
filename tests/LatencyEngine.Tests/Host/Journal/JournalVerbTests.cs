using System.Text.Json;
using LatencyEngine.Host;

namespace LatencyEngine.Tests.Host.Journal;

/// <summary>The verbs that list and read sessions, on a real log with one session that was left and one that has ended.</summary>
public sealed class JournalVerbTests : IDisposable
{
    private readonly RecordedJournal _journal = RecordedJournal.OfTwoSessions();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Ls_lists_the_sessions_with_their_states() => Assert.Equal(
        """
        session  started              state    records  inputs  outputs      size  code        configuration
        -------  -------------------  -------  -------  ------  -------  --------  ----------  -------------
              1  2012-06-21 13:30:01  unended       19       -        -  64.0 KiB  1.0.0+test  abababababab
              2  2012-06-21 13:30:01  ended         21      13        7  64.0 KiB  1.0.0+test  abababababab

        """,
        Output("ls"));

    [Fact]
    public void Info_describes_a_session_from_head_to_files()
    {
        var text = Output("info");
        Assert.Contains("session 2, ended", text, StringComparison.Ordinal);
        Assert.Contains("records 21 (13 inputs, 7 outputs), sequences 20 to 40", text, StringComparison.Ordinal);
        Assert.Contains("market  2012-06-21T13:30:00.000000000Z to 2012-06-21T13:30:04.001301000Z", text, StringComparison.Ordinal);
        Assert.Contains("state   fedcba9876543210", text, StringComparison.Ordinal);
        Assert.Contains("000000000002.log", text, StringComparison.Ordinal);
        Assert.Contains("\"seed\": 42", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_prints_the_configuration_alone_to_be_run_again() => Assert.Equal(
        42, JsonDocument.Parse(Output("info", "1", "--configuration")).RootElement.GetProperty("session").GetProperty("seed").GetInt32());

    [Theory]
    [InlineData("1", 1)]
    [InlineData("2", 2)]
    [InlineData("last", 2)]
    [InlineData("-1", 2)]
    [InlineData("-2", 1)]
    public void A_session_is_named_by_id_or_from_the_end(string wanted, int expected) =>
        Assert.Equal(expected, Json("info", wanted, "--json").GetProperty("session").GetInt32());

    [Fact]
    public void Tail_prints_the_last_records_for_people() => Assert.Equal(
        """
               39  2012-06-21T13:30:04.001301000Z  > SessionClosing       actorId=0
               40  2012-06-21T13:30:04.001301000Z  < SessionEnded         inputSequence=12 outputIndex=0 inputs=1

        """,
        RecordedJournal.Cut(Output("tail", "-n", "2")));

    [Fact]
    public void Tail_that_follows_an_ended_session_ends_with_it() => Assert.Equal(2, LineCount(Output("tail", "-n", "2", "--follow")));

    [Theory]
    [InlineData(2, "--type", "OrderFilled")]
    [InlineData(3, "--type", "orderfilled,OrderAccepted")]
    [InlineData(2, "--instrument", "MSFT")]
    [InlineData(2, "--instrument", "2")]
    [InlineData(4, "--order", "1")]
    [InlineData(6, "--strategy", "crossover")]
    [InlineData(2, "--account", "main", "--where", "quantity=60")]
    [InlineData(3, "--where", "side=Buy")]
    [InlineData(2, "--where", "price>=585.33", "--type", "Trade", "--where", "quantity>7")]
    [InlineData(1, "--where", "price!=585.33", "--type", "Trade")]
    [InlineData(2, "--where", "liquidityRole=maker")]
    [InlineData(1, "--where", "symbol=GOOG")]
    [InlineData(2, "--type", "Trade", "--since", "13:30:02")]
    [InlineData(3, "--type", "Trade", "--until", "2012-06-21T13:30:02.001301000Z")]
    [InlineData(5, "--since", "20", "--until", "24")]
    [InlineData(1, "--type", "Trade", "--max", "1")]
    public void Grep_finds_what_meets_all_conditions(int expected, params string[] conditions) =>
        Assert.Equal(expected, LineCount(Output(["grep", .. conditions])));

    [Fact]
    public void Grep_prints_json_with_the_values_of_the_schema()
    {
        var line = Json("grep", "--type", "OrderFilled", "--where", "leavesQuantity=0", "--json");
        Assert.Equal((37L, "output"), (line.GetProperty("sequence").GetInt64(), line.GetProperty("kind").GetString()));
        Assert.Equal(585_330_000_000, line.GetProperty("values").GetProperty("price").GetInt64());
    }

    [Fact]
    public void Grep_that_finds_nothing_says_no_by_its_exit_code() =>
        Assert.Equal((ExitCode.Failure, "", ""), _journal.Run("grep", "--order", "99"));

    [Fact]
    public void Stats_counts_messages_rates_and_gaps()
    {
        var statistics = Json("stats", "--json");
        var counts = statistics.GetProperty("counts");
        Assert.Equal((13, 7), (counts.GetProperty("inputs").GetInt32(), counts.GetProperty("outputs").GetInt32()));
        Assert.Equal(4, counts.GetProperty("messages").GetProperty("Trade").GetProperty("count").GetInt32());
        Assert.Equal(13, statistics.GetProperty("inputRates").GetProperty("counts").EnumerateArray().Sum(c => c.GetInt32()));
        Assert.Equal(2_000_000_000, statistics.GetProperty("gaps").GetProperty("longest")[0].GetProperty("nanos").GetInt64());
        Assert.Equal(3, statistics.GetProperty("feedMessagesLost").GetInt32());
    }

    [Theory]
    [InlineData("has no session 17; it has 2, from 1 to 2", "tail", "17")]
    [InlineData("expected the id of a session", "info", "first")]
    [InlineData("no message has a field 'pric'; there is askPrice, averagePrice, bidPrice, price", "grep", "--where", "pric=1")]
    [InlineData("'dear' is no value of the field price", "grep", "--where", "price=dear")]
    [InlineData("found the message 'Order'; expected one of Quote", "grep", "--type", "Order")]
    [InlineData("found the condition 'price'", "grep", "--where", "price")]
    [InlineData("session 2 has no order 99", "why", "99")]
    [InlineData("csv has a table for each message", "export", "--format", "csv")]
    public void A_wrong_question_is_refused_in_one_line(string why, params string[] verb)
    {
        var (exitCode, output, error) = _journal.Run(verb);
        Assert.Equal((ExitCode.BadInput, ""), (exitCode, output));
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.Equal(1, LineCount(error));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused_by_name()
    {
        var (exitCode, output, error) = RecordedJournal.RunAnywhere("journal", "ls", "--folder", _journal.PathOf("nowhere"));
        Assert.Equal((ExitCode.BadInput, ""), (exitCode, output));
        Assert.Contains("nowhere", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_log_is_refused_with_its_place()
    {
        var file = Path.Combine(_journal.Folder, "000000000001.log");
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.AsSpan().LastIndexOfAnyExcept((byte)0) - 200] ^= 1;
        File.WriteAllBytes(file, bytes);
        var (exitCode, _, error) = _journal.Run("stats", "1");
        Assert.Equal(ExitCode.BadInput, exitCode);
        Assert.Matches("^error: .*000000000001.log is damaged at byte [0-9]+, where record [0-9]+ was expected", error);
    }

    private string Output(params string[] verb)
    {
        var (exitCode, output, error) = _journal.Run(verb);
        Assert.Equal((ExitCode.Success, ""), (exitCode, error));
        return output;
    }

    private JsonElement Json(params string[] verb) => JsonDocument.Parse(Output(verb)).RootElement;

    private static int LineCount(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
}
