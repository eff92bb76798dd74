namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>Finds what somebody may have meant. Pure.</summary>
public static class Suggestion
{
    /// <summary>Every short word is close to every other.</summary>
    private const int LengthMin = 3;

    /// <summary>The closest of the known words, or <c>null</c> when none is close. The first of equals.</summary>
    public static string? For(string word, IEnumerable<string> known)
    {
        if (word.Length < LengthMin) return null;
        string? best = null;
        var bestDistance = 1 + Math.Max(1, word.Length / 3);
        foreach (var candidate in known)
        {
            var distance = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance >= bestDistance) continue;
            (best, bestDistance) = (candidate, distance);
        }
        return best;
    }

    /// <summary>The end of a complaint: a question, or nothing.</summary>
    public static string Question(string word, IEnumerable<string> known) =>
        For(word, known) is { } meant ? $"; did you mean '{meant}'?" : "";

    /// <summary>Letters to add, drop, change or swap with a neighbor.</summary>
    private static int Distance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) distances[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) distances[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                distances[i, j] = Math.Min(change, 1 + Math.Min(distances[i - 1, j], distances[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
            }
        }
        return distances[a.Length, b.Length];
    }
}
