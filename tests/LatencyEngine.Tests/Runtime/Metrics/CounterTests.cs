using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Metrics;

public sealed class CounterTests
{
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(60);

    [Fact]
    public void A_counter_counts_sets_and_keeps_the_highest()
    {
        var counter = new CounterRegistry().Register("sequencer.refused");
        counter.Increment();
        counter.Add(4);
        Assert.Equal(5, counter.Value);
        counter.Raise(3);
        Assert.Equal(5, counter.Value);
        counter.Raise(9);
        Assert.Equal(9, counter.Value);
        counter.Set(-1);
        Assert.Equal(-1, counter.Value);
    }

    // Acceptable: any value from 0 to the last, never less than one seen before. Forbidden: going back.
    [Fact]
    public void A_reader_sees_the_count_rise_and_finally_all_of_it()
    {
        const int increments = 1_000_000;
        var counter = new CounterRegistry().Register("events");
        var writer = RoleThread.Start("writer", ThreadPlacement.Anywhere, () =>
        {
            for (var i = 0; i < increments; i++) counter.Increment();
        });
        var last = 0L;
        while (writer.IsAlive)
        {
            var value = counter.Value;
            Assert.InRange(value, last, increments);
            last = value;
        }
        Assert.True(writer.Join(Watchdog));
        Assert.Equal(increments, counter.Value);
    }

    [Fact]
    public void The_registry_lists_counters_in_the_order_of_registration()
    {
        var registry = new CounterRegistry();
        var first = registry.Register("b");
        var before = registry.Counters;
        var second = registry.Register("a");
        Assert.Equal([first], before);
        Assert.Equal([first, second], registry.Counters);
        Assert.Same(second, registry.Find("a"));
        Assert.Null(registry.Find("c"));
    }

    [Fact]
    public void A_name_is_given_once()
    {
        var registry = new CounterRegistry();
        registry.Register("a");
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => registry.Register("a")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => registry.Register(" "));
    }

    [Fact]
    public void The_registry_has_a_limit()
    {
        var registry = new CounterRegistry();
        for (var i = 0; i < CounterRegistry.MaxCounters; i++) registry.Register($"counter-{i}");
        Assert.Throws<InvalidOperationException>(() => registry.Register("one too many"));
        Assert.Equal(CounterRegistry.MaxCounters, registry.Counters.Count);
    }

    [Fact]
    public void Threads_that_register_at_once_all_get_their_counter()
    {
        const int perThread = 200;
        var registry = new CounterRegistry();
        var threads = Enumerable.Range(0, 4).Select(thread => RoleThread.Start($"wiring-{thread}", ThreadPlacement.Anywhere, () =>
        {
            for (var i = 0; i < perThread; i++) registry.Register($"{thread}.{i}");
        })).ToList();
        Assert.All(threads, thread => Assert.True(thread.Join(Watchdog)));
        Assert.Equal(4 * perThread, registry.Counters.Select(counter => counter.Name).Distinct().Count());
    }

    [Fact]
    public void Counting_does_not_allocate()
    {
        var counter = new CounterRegistry().Register("events");
        Allocation.AssertNone(() =>
        {
            counter.Increment();
            counter.Raise(counter.Value);
        });
    }
}
