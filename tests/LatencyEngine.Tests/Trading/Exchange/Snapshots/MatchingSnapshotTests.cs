using LatencyEngine.TestKit.Exchange;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Tests.Trading.Exchange.Snapshots;

public sealed class MatchingSnapshotTests
{
    private const int Commands = 5_000;

    private static readonly BusyDay _day = new(seed: 6, Commands);

    [Fact]
    public void A_snapshot_at_every_event_continues_to_the_same_hash()
    {
        using var core = BusyDay.NewCore();
        using var snapshot = new MatchingSnapshot(BusyDay.Capacities);
        var hashes = new List<ulong>();
        var restored = new List<MatchingCore<MatchEventList>>();
        for (var i = 0; i < Commands; i++)
        {
            _day.Run(i, core);
            hashes.Add(core.Hash());
        }

        using var again = BusyDay.NewCore();
        for (var i = 0; i < Commands; i++)
        {
            _day.Run(i, again);
            using var copy = CopyOf(again, snapshot);
            Assert.Equal(hashes[i], copy.Hash());
            for (var next = i + 1; next < Commands; next++) _day.Run(next, copy);
            Assert.True(hashes[^1] == copy.Hash(), $"from the snapshot after command {i}");
        }
    }

    [Fact]
    public void A_snapshot_taken_while_the_core_goes_on_is_that_of_its_beginning()
    {
        using var core = BusyDay.NewCore();
        using var snapshot = new MatchingSnapshot(BusyDay.Capacities);
        for (var i = 0; i < Commands;)
        {
            _day.Run(i++, core);
            var hash = core.Hash();
            core.BeginSnapshot(snapshot);
            while (i < Commands && !core.ContinueSnapshot(blocksMax: i % 2)) _day.Run(i++, core);
            while (!snapshot.IsComplete) core.ContinueSnapshot(blocksMax: 1);
            using var copy = Restored(snapshot);
            Assert.True(hash == copy.Hash(), $"begun before command {i}");
        }
    }

    [Fact]
    public void What_comes_after_a_snapshot_is_said_in_the_same_words()
    {
        using var core = BusyDay.NewCore();
        using var snapshot = new MatchingSnapshot(BusyDay.Capacities);
        for (var i = 0; i < Commands / 2; i++) _day.Run(i, core);
        using var copy = CopyOf(core, snapshot);
        for (var i = Commands / 2; i < Commands; i++)
        {
            _day.Run(i, core);
            _day.Run(i, copy);
            Assert.Equal(core.Events.All, copy.Events.All);
        }
    }

    [Fact]
    public void Damage_anywhere_is_found()
    {
        using var core = BusyDay.NewCore();
        using var snapshot = new MatchingSnapshot(BusyDay.Capacities);
        for (var i = 0; i < 300; i++) _day.Run(i, core);
        using (CopyOf(core, snapshot))
        {
            // The snapshot is sealed now.
        }

        var bytes = snapshot.Bytes.ToArray();
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0x40;
            Assert.Throws<SnapshotException>(() => Load(BusyDay.Capacities, bytes));
            bytes[at] ^= 0x40;
        }

        for (var length = 0; length < bytes.Length; length += 7)
            Assert.Throws<SnapshotException>(() => Load(BusyDay.Capacities, bytes[..length]));
        Load(BusyDay.Capacities, bytes);
    }

    [Fact]
    public void A_core_that_is_too_small_says_what_is_missing()
    {
        using var core = BusyDay.NewCore();
        using var snapshot = new MatchingSnapshot(BusyDay.Capacities);
        for (var i = 0; i < 600; i++) _day.Run(i, core);
        using (CopyOf(core, snapshot))
        {
            // The snapshot is sealed now.
        }

        var bytes = snapshot.Bytes.ToArray();
        Assert.Contains("Orders of", Refusal(BusyDay.Capacities with { Orders = core.LiveOrders - 1 }, bytes), StringComparison.Ordinal);
        Assert.Contains("AccountIdEnd", Refusal(BusyDay.Capacities with { AccountIdEnd = 2 }, bytes), StringComparison.Ordinal);
        Assert.Contains("BookIdEnd", Refusal(BusyDay.Capacities with { BookIdEnd = 1 }, bytes), StringComparison.Ordinal);
        Assert.Contains("SpecialOrders", Refusal(BusyDay.Capacities with { SpecialOrders = 1 }, bytes), StringComparison.Ordinal);
        Assert.Contains("Groups", Refusal(BusyDay.Capacities with { Groups = 1 }, bytes), StringComparison.Ordinal);
    }

    private static string Refusal(MatchingCapacities capacities, byte[] bytes) =>
        Assert.Throws<SnapshotException>(() => Load(capacities, bytes)).Message;

    private static void Load(MatchingCapacities capacities, byte[] bytes)
    {
        using var core = new MatchingCore<MatchEventList>(capacities, new MatchEventList());
        core.Load(bytes);
    }

    private static MatchingCore<MatchEventList> CopyOf(MatchingCore<MatchEventList> core, MatchingSnapshot snapshot)
    {
        core.BeginSnapshot(snapshot);
        Assert.True(core.ContinueSnapshot(int.MaxValue));
        return Restored(snapshot);
    }

    private static MatchingCore<MatchEventList> Restored(MatchingSnapshot snapshot)
    {
        snapshot.Seal();
        var copy = new MatchingCore<MatchEventList>(BusyDay.Capacities, new MatchEventList());
        copy.Load(snapshot.Bytes);
        return copy;
    }
}
