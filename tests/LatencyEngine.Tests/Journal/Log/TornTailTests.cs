using LatencyEngine.Journal.Log;
using static LatencyEngine.Tests.Journal.Log.LogFixture;

namespace LatencyEngine.Tests.Journal.Log;

/// <summary>An interrupted write at every byte of the newest segment is cut at the last whole record, and only that.</summary>
public sealed class TornTailTests
{
    private const string Folder = "/journal";
    private const int Records = 14;

    private readonly SimulatedDisk _whole = new();
    private readonly List<string> _expected;
    private readonly string _lastPath;
    private readonly int[] _ends;

    public TornTailTests()
    {
        // One batch, so that no record vouches for the one before it.
        using (var writer = LogWriter.Open(Options(Folder, _whole) with { RunsOnOneThread = true }))
        {
            writer.BeginSession(Head(1));
            writer.Append(Batch(2, Records));
            writer.Commit();
        }

        _whole.EndProcess();
        _expected = Read(Folder, 1, _whole);
        _lastPath = SegmentPath(Folder, 1);
        _ends = RecordEnds(_whole[_lastPath]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_write_that_stopped_at_any_byte_leaves_the_records_before_it(bool isShorter)
    {
        for (var cut = _ends[0]; cut <= _ends[^1]; cut++)
        {
            var disk = _whole.Copy();
            var content = _whole[_lastPath].ToArray();
            if (isShorter) content = content[..cut];
            else content.AsSpan(cut).Clear();
            disk.Put(_lastPath, content);
            AssertRecovers(disk, _ends.Count(end => end <= cut), cut);
        }
    }

    [Fact]
    public void A_recovered_log_is_written_on_and_read()
    {
        var disk = _whole.Copy();
        disk.Put(_lastPath, _whole[_lastPath][..(_ends[5] + 30)]);
        using (var writer = LogWriter.Open(Options(Folder, disk)))
        {
            Assert.InRange(writer.Recovery.CutBytes, 1, 30);
            Assert.Contains("its end was not written", writer.Recovery.CutReason, StringComparison.Ordinal);
            writer.Append(Batch(writer.LastSequence + 1, 5));
            writer.Commit();
        }

        Assert.Equal(_expected.Take(11), Read(Folder, 1, disk));
    }

    [Fact]
    public void Zeros_behind_the_records_are_the_end()
    {
        using var writer = LogWriter.Open(Options(Folder, _whole.Copy()));
        Assert.Equal((0L, null), (writer.Recovery.CutBytes, writer.Recovery.CutReason));
    }

    [Fact]
    public void A_lost_sector_of_one_batch_is_cut_with_what_follows()
    {
        var disk = _whole.Copy();
        var content = _whole[_lastPath].ToArray();
        var sector = (_ends[3] / 512 + 1) * 512;
        content.AsSpan(sector, 512).Clear();
        disk.Put(_lastPath, content);
        AssertRecovers(disk, _ends.Count(end => end <= sector), sector);
    }

    [Fact]
    public void A_lost_sector_that_a_later_record_saw_durable_is_damage()
    {
        var disk = _whole.Copy();
        using (var writer = LogWriter.Open(Options(Folder, disk)))
        {
            writer.Append([Event(writer.LastSequence + 1)]);
            writer.Commit();
        }

        disk.EndProcess();
        var content = disk[_lastPath].ToArray();
        var sector = (_ends[3] / 512 + 1) * 512;
        content.AsSpan(sector, 512).Clear();
        disk.Put(_lastPath, content);
        var damage = Assert.Throws<DamagedLogException>(() => LogWriter.Open(Options(Folder, disk)));
        Assert.Contains("was durable", damage.Reason, StringComparison.Ordinal);
        Assert.Throws<DamagedLogException>(() => Read(Folder, 1, disk));
    }

    private void AssertRecovers(SimulatedDisk disk, int records, int cut)
    {
        disk.EndProcess();
        var options = Options(Folder, disk) with { RunsOnOneThread = true };
        for (var time = 0; time < 2; time++)
        {
            using var writer = LogWriter.Open(options);
            Assert.Equal((cut, records), (cut, (int)writer.Recovery.LastSequence));
            if (time > 0) Assert.Equal(0, writer.Recovery.CutBytes);
        }

        if (records > 0) Assert.Equal(_expected.Take(records), Read(Folder, 1, disk));
    }

    private static int[] RecordEnds(ReadOnlySpan<byte> segment)
    {
        var ends = new List<int>();
        var at = BitConverter.ToInt32(segment[12..]);
        while (at < segment.Length && BitConverter.ToUInt32(segment[at..]) is var word and not 0)
            ends.Add(at += (int)(word & ~7u));
        return [.. ends];
    }
}
