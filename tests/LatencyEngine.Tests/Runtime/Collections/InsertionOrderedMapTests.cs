using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Collections;

public sealed class InsertionOrderedMapTests
{
    private const int MaxEntries = 12;

    [Fact]
    public void Agrees_with_a_list_of_pairs_in_insertion_order_whatever_is_done_to_it() =>
        RandomProgram.Check(operations: 5, arguments: 20, program =>
        {
            var (map, twin) = (new InsertionOrderedMap<int>(MaxEntries), new OrderedDictionary<long, int>());
            for (var i = 0; i < program.Count; i++)
            {
                Apply(program[i].Operation, program[i].Argument, i, map, twin);
                Assert.Equal(twin, Entries(map));
                Assert.Equal(twin.Count, map.Count);
                Assert.Equal(twin.ContainsKey(program[i].Argument), map.Contains(program[i].Argument));
            }
        });

    [Fact]
    public void The_current_entry_may_be_removed_while_iterating()
    {
        var map = Filled();
        foreach (var (key, _) in map)
            if (key % 2 == 0) map.Remove(key);
        Assert.Equal([1, 3, 5, 7, 9, 11], Entries(map).Select(entry => entry.Key));
    }

    [Fact]
    public void A_value_can_be_changed_in_place()
    {
        var map = Filled();
        map.Find(3) = 33;
        Assert.True(map.TryGet(3, out var value));
        Assert.Equal(33, value);
        Assert.True(Unsafe.IsNullRef(ref map.Find(99)));
    }

    [Fact]
    public void Nothing_allocates_after_construction()
    {
        var map = Filled();
        var next = (long)MaxEntries;
        Allocation.AssertNone(() =>
        {
            map.Remove(next - MaxEntries);
            map.TryAdd(next++, 1);
            foreach (var (key, _) in map) map.TrySet(key, 2);
        });
    }

    private static void Apply(
        int operation, long key, int value, InsertionOrderedMap<int> map, OrderedDictionary<long, int> twin)
    {
        var fits = twin.Count < MaxEntries;
        switch (operation)
        {
            case 0:
                var expected = twin.ContainsKey(key) ? AddOutcome.AlreadyPresent : fits ? AddOutcome.Added : AddOutcome.Full;
                Assert.Equal(expected, map.TryAdd(key, value));
                if (expected == AddOutcome.Added) twin.Add(key, value);
                break;
            case 1:
                Assert.Equal(fits || twin.ContainsKey(key), map.TrySet(key, value));
                if (fits || twin.ContainsKey(key)) twin[key] = value;
                break;
            case 2:
            case 3:
                Assert.Equal(twin.Remove(key), map.Remove(key));
                break;
            default:
                if (value % 97 != 0) break; // Rarely, or no program would ever get far.
                twin.Clear();
                map.Clear();
                break;
        }
    }

    private static List<KeyValuePair<long, int>> Entries(InsertionOrderedMap<int> map)
    {
        var entries = new List<KeyValuePair<long, int>>();
        foreach (var entry in map) entries.Add(entry);
        return entries;
    }

    private static InsertionOrderedMap<int> Filled()
    {
        var map = new InsertionOrderedMap<int>(MaxEntries);
        for (var i = 0; i < MaxEntries; i++) map.TryAdd(i, i);
        return map;
    }
}
