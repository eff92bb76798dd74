using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Collections;

public sealed class LongMapTests
{
    private const int MaxEntries = 20;
    private const int Keys = 32;

    // Neighbors, multiples of powers of two, and both ends of the range: what weak hashes trip over.
    public static TheoryData<string> KeyFamilies => ["dense", "strided", "high bits", "ends"];

    [Theory, MemberData(nameof(KeyFamilies))]
    public void Agrees_with_a_dictionary_whatever_is_done_to_it(string family) =>
        RandomProgram.Check(operations: 6, arguments: Keys, program =>
        {
            var (map, twin) = (new LongMap<int>(MaxEntries), new Dictionary<long, int>());
            for (var i = 0; i < program.Count; i++)
            {
                Apply(program[i].Operation, KeyOf(family, program[i].Argument), i, map, twin);
                AssertSame(family, map, twin);
            }
        });

    [Fact]
    public void A_full_map_says_so_and_changes_nothing()
    {
        var map = Filled(MaxEntries);
        Assert.True(map.IsFull);
        Assert.Equal(AddOutcome.Full, map.TryAdd(1_000, 5));
        Assert.False(map.TrySet(1_000, 5));
        Assert.False(map.Contains(1_000));
        Assert.Equal(AddOutcome.AlreadyPresent, map.TryAdd(3, 5));
        Assert.True(map.TrySet(3, 5));
        Assert.Equal(MaxEntries, map.Count);
    }

    [Fact]
    public void A_value_can_be_changed_in_place()
    {
        var map = Filled(3);
        map.Find(2) += 40;
        Assert.True(map.TryGet(2, out var value));
        Assert.Equal(42, value);
        Assert.True(Unsafe.IsNullRef(ref map.Find(99)));
    }

    [Fact]
    public void The_key_that_marks_free_places_is_refused()
    {
        var map = Filled(1);
        Assert.Throws<InvariantViolatedException>(() => map.TryAdd(LongMap<int>.EmptyKey, 1));
        Assert.Throws<InvariantViolatedException>(() => map.Contains(LongMap<int>.EmptyKey));
    }

    [Fact]
    public void A_capacity_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LongMap<int>(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LongMap<int>(LongMap<int>.MaxMaxEntries + 1));
    }

    [Fact]
    public void Any_set_of_distinct_keys_up_to_the_maximum_fits() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<long>().Where(key => key != long.MinValue).ListOf().ToArbitrary(), keys =>
        {
            var distinct = keys.Distinct().ToList();
            var map = new LongMap<int>(Math.Max(1, distinct.Count));
            foreach (var key in distinct) Assert.Equal(AddOutcome.Added, map.TryAdd(key, (int)key));
            foreach (var key in distinct) Assert.True(map.TryGet(key, out var value) && value == (int)key);
            foreach (var key in distinct) Assert.True(map.Remove(key));
            Assert.Equal(0, map.Count);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_allocates_after_construction()
    {
        var map = Filled(MaxEntries);
        var key = 0L;
        Allocation.AssertNone(() =>
        {
            map.Remove(key);
            map.TryAdd(key + MaxEntries, 1);
            map.TrySet(key + MaxEntries, 2);
            map.Find(key + MaxEntries)++;
            key++;
        });
    }

    private static void Apply(int operation, long key, int value, LongMap<int> map, Dictionary<long, int> twin)
    {
        var fits = twin.Count < MaxEntries;
        switch (operation)
        {
            case 0:
            case 1:
                var expected = twin.ContainsKey(key) ? AddOutcome.AlreadyPresent : fits ? AddOutcome.Added : AddOutcome.Full;
                Assert.Equal(expected, map.TryAdd(key, value));
                if (expected == AddOutcome.Added) twin.Add(key, value);
                break;
            case 2:
                Assert.Equal(fits || twin.ContainsKey(key), map.TrySet(key, value));
                if (fits || twin.ContainsKey(key)) twin[key] = value;
                break;
            case 3:
            case 4:
                Assert.Equal(twin.Remove(key, out var removed), map.Remove(key, out var actual));
                Assert.Equal(removed, actual);
                break;
            default:
                if (value % 97 != 0) break; // Rarely, or no program would ever get far.
                twin.Clear();
                map.Clear();
                break;
        }
    }

    private static void AssertSame(string family, LongMap<int> map, Dictionary<long, int> twin)
    {
        Assert.Equal(twin.Count, map.Count);
        Assert.Equal(twin.Count == MaxEntries, map.IsFull);
        for (var i = 0; i < Keys; i++)
        {
            var key = KeyOf(family, i);
            Assert.Equal(twin.TryGetValue(key, out var expected), map.TryGet(key, out var actual));
            Assert.Equal(expected, actual);
        }
    }

    private static long KeyOf(string family, int i) => family switch
    {
        "dense" => i,
        "strided" => i * 1024L,
        "high bits" => (long)i << 56,
        _ => i % 2 == 0 ? long.MaxValue - i : long.MinValue + 1 + i,
    };

    private static LongMap<int> Filled(int count)
    {
        var map = new LongMap<int>(count);
        for (var i = 0; i < count; i++) Assert.Equal(AddOutcome.Added, map.TryAdd(i, i));
        return map;
    }
}
