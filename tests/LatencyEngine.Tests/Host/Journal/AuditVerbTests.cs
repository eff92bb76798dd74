using LatencyEngine.Host;

namespace LatencyEngine.Tests.Host.Journal;

/// <summary>The verbs that check a log, seal it, and give up what cannot be read.</summary>
public sealed class AuditVerbTests : IDisposable
{
    private readonly RecordedJournal _journal = RecordedJournal.OfTwoSessions();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void A_whole_log_is_intact()
    {
        var (exitCode, output, error) = _journal.Run("verify");
        Assert.Equal((ExitCode.Success, ""), (exitCode, error));
        Assert.Contains("40 records in 2 segments, sequences 1 to 40", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seal_is_found_again_and_a_wrong_one_is_not()
    {
        var (exitCode, seal, _) = _journal.Run("seal");
        Assert.Equal(ExitCode.Success, exitCode);
        var hash = seal.Split('\n')[1];
        Assert.Equal(ExitCode.Success, _journal.Run("verify", "--against", hash).ExitCode);
        Assert.Equal(ExitCode.Failure, _journal.Run("verify", "--against", new string('1', 64)).ExitCode);
    }

    [Fact]
    public void A_changed_byte_is_found_with_its_place()
    {
        Damage();
        var (exitCode, output, _) = _journal.Run("verify");
        Assert.Equal(ExitCode.Failure, exitCode);
        Assert.Matches("000000000002.log, byte [0-9]+, record [0-9]+: ", output);
        Assert.Contains("NOT INTACT", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repair_wants_to_be_confirmed()
    {
        var (exitCode, output, error) = _journal.Run("repair", "--cut-at", "30");
        Assert.Equal((ExitCode.BadInput, ""), (exitCode, output));
        Assert.Contains("say --yes", error, StringComparison.Ordinal);
        Assert.Contains("21", _journal.Run("info", "--json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_confirmed_repair_gives_up_what_cannot_be_read_and_keeps_the_rest()
    {
        Damage();
        var (exitCode, output, error) = _journal.Run("repair", "--cut-at", "30", "--yes");
        Assert.Equal((ExitCode.Success, ""), (exitCode, error));
        Assert.Contains("gave up record 30", output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, _journal.Run("verify").ExitCode);
        Assert.Contains("29", _journal.Run("tail", "-n", "1").Output, StringComparison.Ordinal);
    }

    private void Damage()
    {
        var file = Path.Combine(_journal.Folder, "000000000002.log");
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.AsSpan().LastIndexOfAnyExcept((byte)0) - 400] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}
