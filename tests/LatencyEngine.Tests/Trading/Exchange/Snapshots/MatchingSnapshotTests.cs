using LatencyEngine.TestKit.Exchange;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Tests.Trading.Exchange.Snapshots;

public sealed class MatchingSnapshotTests
{
    private const int Commands = 5_000;

    // Large, and with two books of which one keeps positions.
    private static readonly ExchangeProgram _program = Enumerable.Range(1, 1_000).Select(seed => ProgramMaker.Make(seed, Commands))
        .First(program => program.Books.Count == 2 && program.Capacities.Orders > 100 && program.Books.Any(rules => rules.TracksPositions));

    [Fact]
    public void A_snapshot_at_every_event_continues_to_the_same_hash()
    {
        using var core = Opened();
        using var snapshot = new MatchingSnapshot(_program.Capacities);
        var hashes = new List<ulong>();
        for (var i = 0; i < Commands; i++)
        {
            _program.Commands[i].Run(core);
            hashes.Add(core.Hash);
        }

        using var again = Opened();
        for (var i = 0; i < Commands; i++)
        {
            _program.Commands[i].Run(again);
            using var copy = CopyOf(again, snapshot);
            Assert.Equal(hashes[i], copy.Hash);
            for (var next = i + 1; next < Commands; next++) _program.Commands[next].Run(copy);
            Assert.True(hashes[^1] == copy.Hash, $"from the snapshot after command {i}");
        }
    }

    [Fact]
    public void A_snapshot_taken_while_the_core_goes_on_is_that_of_its_beginning()
    {
        using var core = Opened();
        using var snapshot = new MatchingSnapshot(_program.Capacities);
        for (var i = 0; i < Commands;)
        {
            _program.Commands[i++].Run(core);
            var hash = core.Hash;
            core.Core.BeginSnapshot(snapshot);
            while (i < Commands && !core.Core.ContinueSnapshot(blocksMax: i % 2)) _program.Commands[i++].Run(core);
            while (!snapshot.IsComplete) core.Core.ContinueSnapshot(blocksMax: 1);
            using var copy = Restored(snapshot);
            Assert.True(hash == copy.Hash, $"begun before command {i}");
        }
    }

    [Fact]
    public void What_comes_after_a_snapshot_is_said_in_the_same_words()
    {
        using var core = Opened();
        using var snapshot = new MatchingSnapshot(_program.Capacities);
        for (var i = 0; i < Commands / 2; i++) _program.Commands[i].Run(core);
        using var copy = CopyOf(core, snapshot);
        for (var i = Commands / 2; i < Commands; i++)
        {
            _program.Commands[i].Run(core);
            _program.Commands[i].Run(copy);
            Assert.Equal(core.Said, copy.Said);
        }
    }

    [Fact]
    public void Damage_anywhere_is_found()
    {
        using var core = Opened();
        using var snapshot = new MatchingSnapshot(_program.Capacities);
        for (var i = 0; i < 300; i++) _program.Commands[i].Run(core);
        using (CopyOf(core, snapshot))
        {
            // The snapshot is sealed now.
        }

        var bytes = snapshot.Bytes.ToArray();
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0x40;
            Assert.Throws<SnapshotException>(() => Load(_program.Capacities, bytes));
            bytes[at] ^= 0x40;
        }

        for (var length = 0; length < bytes.Length; length += 7)
            Assert.Throws<SnapshotException>(() => Load(_program.Capacities, bytes[..length]));
        Load(_program.Capacities, bytes);
    }

    [Fact]
    public void A_core_that_is_too_small_says_what_is_missing()
    {
        using var core = Opened();
        using var snapshot = new MatchingSnapshot(_program.Capacities);
        for (var i = 0; i < 600; i++) _program.Commands[i].Run(core);
        using (CopyOf(core, snapshot))
        {
            // The snapshot is sealed now.
        }

        var bytes = snapshot.Bytes.ToArray();
        Assert.Contains("Orders of", Refusal(_program.Capacities with { Orders = core.LiveOrders - 1 }, bytes), StringComparison.Ordinal);
        Assert.Contains("AccountIdEnd", Refusal(_program.Capacities with { AccountIdEnd = 2 }, bytes), StringComparison.Ordinal);
        Assert.Contains("BookIdEnd", Refusal(_program.Capacities with { BookIdEnd = 1 }, bytes), StringComparison.Ordinal);
        Assert.Contains("SpecialOrders", Refusal(_program.Capacities with { SpecialOrders = 1 }, bytes), StringComparison.Ordinal);
        Assert.Contains("Groups", Refusal(_program.Capacities with { Groups = 1 }, bytes), StringComparison.Ordinal);
    }

    private static CoreExchange Opened()
    {
        var core = new CoreExchange(_program.Capacities);
        _program.Open(core);
        return core;
    }

    private static string Refusal(MatchingCapacities capacities, byte[] bytes) =>
        Assert.Throws<SnapshotException>(() => Load(capacities, bytes)).Message;

    private static void Load(MatchingCapacities capacities, byte[] bytes)
    {
        using var core = new CoreExchange(capacities);
        core.Core.Load(bytes);
    }

    private static CoreExchange CopyOf(CoreExchange core, MatchingSnapshot snapshot)
    {
        core.Core.BeginSnapshot(snapshot);
        Assert.True(core.Core.ContinueSnapshot(int.MaxValue));
        return Restored(snapshot);
    }

    private static CoreExchange Restored(MatchingSnapshot snapshot)
    {
        snapshot.Seal();
        var copy = new CoreExchange(_program.Capacities);
        copy.Core.Load(snapshot.Bytes);
        return copy;
    }
}
