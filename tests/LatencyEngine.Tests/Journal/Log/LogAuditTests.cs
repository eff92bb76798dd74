using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;
using static LatencyEngine.Tests.Journal.Log.LogFixture;

namespace LatencyEngine.Tests.Journal.Log;

/// <summary>What an auditor does: verify, seal, and find what was changed with the right checksums.</summary>
public sealed class LogAuditTests
{
    private const string Folder = "/journal";
    private readonly SimulatedDisk _disk = new();

    private LogOptions Log => Options(Folder, _disk) with { RunsOnOneThread = true };

    [Fact]
    public void A_whole_log_is_intact_and_anchored()
    {
        Write(Log, events: 200, ends: true);
        var seal = LogSeal.Make(Log);
        var verification = LogVerifier.Verify(Folder, seal.HeadHash, _disk);
        Assert.True(verification.IsIntact);
        Assert.Equal((202L, 1L, 202L, 0), (verification.RecordCount, verification.FirstSequence,
            verification.LastSequence, verification.UnsealedCount));
        Assert.Equal((seal.HeadHash, new string('0', 64)), (verification.HeadHash, verification.ChainStart));
        Assert.Equal((1UL, 202L), (seal.SessionId, seal.LastSequence));
    }

    [Fact]
    public void A_seal_still_holds_when_the_journal_has_gone_on()
    {
        Write(Log, events: 100, ends: true);
        var seal = LogSeal.Make(Log);
        Write(Log, events: 100, ends: true);
        Assert.True(LogVerifier.Verify(Folder, seal.HeadHash, _disk).IsIntact);
        Assert.NotEqual(seal.HeadHash, LogSeal.Make(Log).HeadHash);
    }

    [Fact]
    public void A_record_that_was_changed_with_its_checksum_breaks_the_chain()
    {
        Write(Log, events: 200, ends: true);
        Forgery.ChangeMessage(_disk, SegmentPath(Folder, 2), recordIndex: 3);
        var fault = Assert.Single(LogVerifier.Verify(Folder, files: _disk).Faults);
        Assert.Equal(SegmentPath(Folder, 3), fault.File);
        Assert.StartsWith("the anchor says that segment 2 had the hash", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_in_the_newest_segment_is_told_by_the_hash_that_was_kept()
    {
        Write(Log, events: 10, ends: true);
        var seal = LogSeal.Make(Log);
        Forgery.ChangeMessage(_disk, SegmentPath(Folder, 1), recordIndex: 3);
        Assert.True(LogVerifier.Verify(Folder, files: _disk).IsIntact);
        var fault = Assert.Single(LogVerifier.Verify(Folder, seal.HeadHash, _disk).Faults);
        Assert.Contains(seal.HeadHash, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_has_not_ended_is_not_sealed()
    {
        Write(Log, events: 10);
        Assert.Throws<JournalException>(() => LogSeal.Make(Log));
    }

    [Fact]
    public void A_session_without_its_beginning_says_so_and_is_read_from_where_it_is_there()
    {
        Write(Log, events: 200);
        using (var writer = LogWriter.Open(Log with { RetainBytes = 2 * SmallSegmentBytes }))
        {
            Assert.Equal(0, writer.Retain(shippedSequence: 1000));
            Assert.True(writer.Retain(shippedSequence: 150, recoverySequence: 120) > 0);
        }

        var verification = LogVerifier.Verify(Folder, files: _disk);
        Assert.True(verification.IsIntact);
        Assert.InRange(verification.FirstSequence, 2, 120);
        using var journal = new LogJournal(Folder, _disk);
        using var reader = journal.OpenSession(1);
        Assert.Equal("test", reader.Head.CodeVersion);
        Assert.Throws<JournalException>(() => reader.TryRead(out _));
        Assert.Throws<JournalException>(() => reader.SeekSequence(1));
        reader.SeekSequence(150);
        Assert.True(reader.TryRead(out var record));
        Assert.Equal(150, record.Sequence);
    }

    [Fact]
    public void An_operator_may_give_up_what_follows_damage()
    {
        Write(Log, events: 200);
        var damaged = _disk[SegmentPath(Folder, 2)].ToArray();
        damaged[6000] ^= 1;
        _disk.Put(SegmentPath(Folder, 2), damaged);
        var damage = Assert.Throws<DamagedLogException>(() => LogWriter.Open(Log));
        LogRepair.CutAt(Log, damage.Sequence);
        using (var writer = LogWriter.Open(Log)) Assert.Equal(damage.Sequence - 1, writer.LastSequence);
        Assert.Equal(damage.Sequence - 1, Read(Folder, 1, _disk).Count);
        Assert.True(LogVerifier.Verify(Folder, files: _disk).IsIntact);
        Assert.Equal(damaged, _disk[SegmentPath(Folder, 2) + LogRepair.CutExtension]);
        Assert.Contains(SegmentPath(Folder, 3) + LogRepair.CutExtension, _disk.Paths);
    }

    [Fact]
    public void Retention_that_is_interrupted_anywhere_leaves_a_log_that_opens()
    {
        Write(Log, events: 300);
        for (var operations = 1; operations < 16; operations++)
        {
            for (var seed = 0; seed < 5; seed++)
            {
                var disk = _disk.Copy();
                var options = Options(Folder, disk) with { RunsOnOneThread = true, RetainBytes = 1 };
                using (var writer = LogWriter.Open(options))
                {
                    disk.BreaksAfter = disk.Operations + operations;
                    _ = Record.Exception(() => writer.Retain(1000, recoverySequence: 290));
                }

                var after = disk.AfterPowerCut(new Random(seed));
                using var reopened = LogWriter.Open(options with { Files = after });
                Assert.Equal(301, reopened.LastSequence);
                Assert.True(LogVerifier.Verify(Folder, files: after).IsIntact);
            }
        }
    }
}
