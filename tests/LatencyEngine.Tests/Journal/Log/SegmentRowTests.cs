using LatencyEngine.Journal.Log;
using static LatencyEngine.Tests.Journal.Log.LogFixture;

namespace LatencyEngine.Tests.Journal.Log;

/// <summary>Segments that are not one unbroken row of one journal are refused, by writers, readers and verifiers.</summary>
public sealed class SegmentRowTests
{
    private const string Folder = "/journal";
    private readonly SimulatedDisk _disk = new();

    public SegmentRowTests()
    {
        Write(Options(Folder, _disk) with { RunsOnOneThread = true }, events: 200);
        _disk.EndProcess();
    }

    [Fact]
    public void A_missing_segment_is_named()
    {
        _disk.Remove(SegmentPath(Folder, 2));
        AssertRefused(3, "segment 2 is missing");
    }

    [Fact]
    public void A_duplicated_segment_is_found_by_its_name()
    {
        _disk.Put(SegmentPath(Folder, 3), _disk[SegmentPath(Folder, 2)]);
        AssertRefused(3, "the file holds segment 2 of the journal");
    }

    [Fact]
    public void Swapped_segments_are_found_by_their_names()
    {
        var second = _disk[SegmentPath(Folder, 2)].ToArray();
        _disk.Put(SegmentPath(Folder, 2), _disk[SegmentPath(Folder, 3)]);
        _disk.Put(SegmentPath(Folder, 3), second);
        AssertRefused(2, "the file holds segment 3 of the journal");
    }

    [Fact]
    public void A_segment_of_another_journal_is_foreign()
    {
        var other = new SimulatedDisk();
        Write(Options(Folder, other) with { RunsOnOneThread = true }, events: 200);
        _disk.Put(SegmentPath(Folder, 2), other[SegmentPath(Folder, 2)]);
        AssertRefused(2, "the segment is of journal");
    }

    [Fact]
    public void A_foreign_file_is_no_segment()
    {
        var text = new byte[SmallSegmentBytes];
        text.AsSpan().Fill((byte)'x');
        _disk.Put(SegmentPath(Folder, 2), text);
        AssertRefused(2, "this is no segment of a log");
    }

    [Fact]
    public void A_zeroed_segment_in_the_middle_has_no_header()
    {
        _disk.Put(SegmentPath(Folder, 2), new byte[SmallSegmentBytes]);
        AssertRefused(2, "the segment has no header, and later ones were begun");
    }

    [Fact]
    public void Records_whose_last_segment_lost_its_header_are_not_given_up()
    {
        var last = _disk.Paths.Last(path => path.EndsWith(".log", StringComparison.Ordinal) && _disk[path][0] != 0);
        var content = _disk[last].ToArray();
        content.AsSpan(0, 512).Clear();
        _disk.Put(last, content);
        var damage = Assert.Throws<DamagedLogException>(() => LogWriter.Open(Options(Folder, _disk)));
        Assert.Contains("its header is gone", damage.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(+1, "a gap: record")]
    [InlineData(-1, "a duplicate: record")]
    public void A_sequence_that_does_not_follow_is_refused(int step, string reason)
    {
        var path = SegmentPath(Folder, 1);
        Forgery.ShiftSequence(_disk, path, recordIndex: 7, step);
        AssertRefused(1, reason);
        Assert.Contains(reason, Assert.Throws<DamagedLogException>(() => Read(Folder, 1, _disk)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_that_ends_too_early_is_refused()
    {
        var path = SegmentPath(Folder, 2);
        var content = _disk[path].ToArray();
        content.AsSpan(content.Length - 1500).Clear();
        _disk.Put(path, content);
        AssertRefused(2, "segment 3");
        Assert.Throws<DamagedLogException>(() => Read(Folder, 1, _disk));
    }

    private void AssertRefused(long index, string reason)
    {
        var damage = Assert.Throws<DamagedLogException>(() => LogWriter.Open(Options(Folder, _disk)));
        Assert.Equal(SegmentPath(Folder, index), damage.File);
        Assert.Contains(reason, damage.Reason, StringComparison.Ordinal);
        var faults = LogVerifier.Verify(Folder, files: _disk).Faults;
        Assert.Contains(faults, fault => fault.File == damage.File && fault.Reason.Contains(reason, StringComparison.Ordinal));
    }
}
