namespace LatencyEngine.ArchitectureTests;

/// <summary>Asserts that a search for breaches found none, and lists every one when it did.</summary>
internal static class Breaches
{
    public static void AssertNone<T>(IEnumerable<T> breaches)
    {
        var found = breaches.Select(breach => $"{breach}").ToList();
        Assert.True(found.Count == 0, $"{found.Count} breaches:\n{string.Join('\n', found)}");
    }
}
