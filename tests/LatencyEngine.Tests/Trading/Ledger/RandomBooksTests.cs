namespace LatencyEngine.Tests.Trading.Ledger;

/// <summary>A million random events, ten thousand of each seed; a failure names its seed.</summary>
public sealed class RandomBooksTests
{
    private const int Sessions = 100;
    private const int BatchesPerSession = 10;
    private const int EventsPerBatch = 1_000;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Sessions)];

    [Theory, MemberData(nameof(Seeds))]
    public void Random_events_conserve_money_and_leave_every_number_as_the_twin_has_it(int seed)
    {
        using var books = new RandomBooks(seed);
        for (var batch = 0; batch < BatchesPerSession; batch++)
        {
            for (var i = 0; i < EventsPerBatch; i++) books.Step();
            books.CheckConservation();
            if (batch is 0 or BatchesPerSession - 1) books.CompareWithTwin();
        }

        // Otherwise the random events have become too dull to show anything.
        Assert.InRange(books.FillCount, 1_000, 5_000);
        Assert.InRange(books.RefusedCount, 10, 4_000);
        Assert.InRange(books.FlipCount, 50, 5_000);
    }
}
