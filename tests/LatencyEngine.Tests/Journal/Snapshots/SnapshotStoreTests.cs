using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Snapshots;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Journal.Log;

namespace LatencyEngine.Tests.Journal.Snapshots;

/// <summary>A snapshot is whole and the right one, or it is passed over.</summary>
public sealed class SnapshotStoreTests : IDisposable
{
    private const ulong Session = 1;
    private const ulong Layout = 77;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _problems = [];

    public SnapshotStoreTests() => LogFixture.Write(LogFixture.Options(_folder.Path), events: 1);

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(0), InlineData(1), InlineData((1 << 20) - 1), InlineData(1 << 20), InlineData(2_500_001)]
    public void What_was_written_is_found(int stateBytes)
    {
        var store = Store();
        var head = Head(40);
        store.Write(head, State(stateBytes));
        var found = Find(store, 40);
        Assert.NotNull(found);
        Assert.Equal(head, found.Head with { InputsByTemplate = head.InputsByTemplate });
        Assert.Equal(head.InputsByTemplate, found.Head.InputsByTemplate.Take(head.InputsByTemplate.Count));
        Assert.Equal(head.Inputs, found.Head.Inputs);
        Assert.Equal(State(stateBytes), found.State.ToArray());
        Assert.Empty(_problems);
    }

    [Fact]
    public void The_newest_at_or_below_is_found_and_the_newest_are_kept()
    {
        var store = Store();
        foreach (var sequence in (long[])[5, 9, 10, 100, 101]) store.Write(Head(sequence), State(10));
        Assert.Equal([101, 100, 10], store.Sequences());
        Assert.Equal(101, Find(store, 1_000)?.Head.Sequence);
        Assert.Equal(100, Find(store, 100)?.Head.Sequence);
        Assert.Equal(10, Find(store, 99)?.Head.Sequence);
        Assert.Null(Find(store, 9));
        Assert.Equal(2, store.RemoveAbove(99));
        Assert.Equal([10], store.Sequences());
    }

    [Fact]
    public void Others_are_passed_over()
    {
        var store = Store(keep: 9);
        store.Write(Head(10), State(10));
        store.Write(Head(20) with { SessionId = 2 }, State(10));
        store.Write(Head(30) with { LayoutFingerprint = 1 }, State(10));
        File.Copy(Path.Combine(store.Place, "10.snap"), Path.Combine(store.Place, "40.snap"));
        File.WriteAllText(Path.Combine(store.Place, "50.snap"), "");
        File.WriteAllText(Path.Combine(store.Place, "60.snap"), new string('x', 9_999));
        Directory.CreateDirectory(Path.Combine(store.Place, "a folder.snap"));
        Assert.Equal(10, Find(store, 99)?.Head.Sequence);
        Assert.Equal(4, _problems.Count);
    }

    [Fact]
    public void One_of_another_journal_is_passed_over()
    {
        using var other = new TemporaryFolder();
        LogFixture.Write(LogFixture.Options(other.Path), events: 1);
        var store = Store();
        store.Write(Head(10), State(10));
        var foreign = new SnapshotStore(other.Path);
        Directory.CreateDirectory(foreign.Place);
        File.Copy(Path.Combine(store.Place, "10.snap"), Path.Combine(foreign.Place, "10.snap"));
        Assert.Null(Find(foreign, 99));
        Assert.Contains("of journal", Assert.Single(_problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_found()
    {
        var store = Store();
        store.Write(Head(10), State(300));
        var path = Path.Combine(store.Place, "10.snap");
        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(path, bytes);
            bytes[at] ^= (byte)(1 << (at % 8));
            Assert.Null(Find(store, 99));
        }

        File.WriteAllBytes(path, bytes);
        Assert.NotNull(Find(store, 99));
    }

    [Fact]
    public void One_that_is_too_short_or_too_long_is_passed_over()
    {
        var store = Store();
        store.Write(Head(10), State(3_000));
        var path = Path.Combine(store.Place, "10.snap");
        var bytes = File.ReadAllBytes(path);
        for (var length = 0; length < bytes.Length; length += 61)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Null(Find(store, 99));
        }

        File.WriteAllBytes(path, [.. bytes, 0]);
        Assert.Null(Find(store, 99));
    }

    /// <remarks>Killed after each call to the disk: what is there is what was there, or the new one as a whole.</remarks>
    [Fact]
    public void A_kill_while_writing_leaves_nothing_that_is_taken_for_a_snapshot()
    {
        Store().Write(Head(10), State(100));
        for (var calls = 0; ; calls++)
        {
            var dying = new DyingFiles(calls);
            try
            {
                new SnapshotStore(_folder.Path, 3, dying).Write(Head(20), State(2_500_000));
                break; // It lived long enough.
            }
            catch (OperationCanceledException)
            {
                var found = Find(Store(), 99);
                Assert.True(found?.Head.Sequence is 10 or 20, $"after {calls} calls");
                Assert.Empty(_problems);
            }

            new SnapshotStore(_folder.Path).RemoveAbove(10);
        }

        Assert.Equal(20, Find(Store(), 99)?.Head.Sequence);
        Assert.Equal(2, Directory.GetFiles(Store().Place).Length);
    }

    private SnapshotStore Store(int keep = 3) => new(_folder.Path, keep);

    private Snapshot? Find(SnapshotStore store, long through) => store.FindNewest(Session, through, Layout, _problems.Add);

    private static SnapshotHead Head(long sequence) => new()
    {
        SessionId = Session, Sequence = sequence, InputsByTemplate = [0, 5, 6, 0, 7], Outputs = 3, OutputHash = 4,
        StateHash = 5, LayoutFingerprint = Layout, LastInputNanos = 6, CodeVersion = "1.2.3",
    };

    private static byte[] State(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 7))];

    /// <summary>A disk on which the process dies after a number of calls that change it.</summary>
    private sealed class DyingFiles(int calls) : ILogFiles
    {
        private int _left = calls;

        public void CreateFolder(string folder) => DiskFiles.Instance.CreateFolder(folder);

        public IReadOnlyList<string> List(string folder) => DiskFiles.Instance.List(folder);

        public ILogFile Create(string path)
        {
            Live();
            return new DyingFile(this, DiskFiles.Instance.Create(path));
        }

        public ILogFile Open(string path, bool writable) => DiskFiles.Instance.Open(path, writable);

        public void Rename(string from, string to)
        {
            Live();
            DiskFiles.Instance.Rename(from, to);
        }

        public void Delete(string path)
        {
            Live();
            DiskFiles.Instance.Delete(path);
        }

        public void FlushFolder(string folder) => Live();

        public IDisposable? TryLock(string path) => DiskFiles.Instance.TryLock(path);

        private void Live()
        {
            if (_left-- <= 0) throw new OperationCanceledException("killed");
        }

        private sealed class DyingFile(DyingFiles owner, ILogFile file) : ILogFile
        {
            public long Length => file.Length;

            public int Read(Span<byte> target, long offset) => file.Read(target, offset);

            public void Write(ReadOnlySpan<byte> source, long offset)
            {
                if (owner._left == 0) file.Write(source[..(source.Length / 2)], offset);
                owner.Live();
                file.Write(source, offset);
            }

            public void FlushData() => owner.Live();

            public void Dispose() => file.Dispose();
        }
    }
}
