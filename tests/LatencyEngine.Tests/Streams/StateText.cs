using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Tests.Streams;

/// <summary>A view's state as text that is the same for the same state, in whichever order it was told.</summary>
internal static class StateText
{
    public static string Of(EngineView view)
    {
        var lines = new List<string>();
        foreach (var row in view.Wallets.Accounts.Rows) lines.Add($"{row}");
        foreach (var row in view.Wallets.Rates.Rows) lines.Add($"{row}");
        foreach (var row in view.Wallets.Balances.Rows)
            lines.Add($"balance {row.AccountId} {row.Currency} {row.Kind} {row.Balance} of {row.Posting.PostingId}");
        foreach (var row in view.Orders.Live.Rows) lines.Add($"{row.Order}");
        foreach (var row in view.Positions.Rows.Rows) lines.Add($"{row} {view.UnrealizedText(row)}");
        foreach (var row in view.Risk.States.Rows) lines.Add($"{row}");
        foreach (var row in view.Risk.Limits.Rows) lines.Add($"{row.Limit} used {row.IsUsageKnown} {row.Usage.Used}");
        foreach (var row in view.Strategies.Strategies.Rows) lines.Add($"{row.Definition} {row.State}");
        foreach (var row in view.Strategies.Parameters.Rows) lines.Add($"{row}");
        foreach (var row in view.Health.Feeds.Rows) lines.Add($"{row}");
        AddInstruments(view, lines);
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines) + $"\nsession {view.SessionId} ended {view.Health.IsEnded}";
    }

    private static string UnrealizedText(this EngineView view, in LatencyEngine.Domain.PositionChanged row) =>
        $"{view.Positions.UnrealizedOf(in row)}";

    private static void AddInstruments(EngineView view, List<string> lines)
    {
        for (var place = 0; place < view.Instruments.Count; place++)
        {
            var row = view.Instruments.Rows[place];
            lines.Add($"{row.Definition}");
            lines.Add($"{row.Market}");
            foreach (var level in view.Instruments.BidsAt(place)) lines.Add($"{row.Id} bid {level}");
            foreach (var level in view.Instruments.AsksAt(place)) lines.Add($"{row.Id} ask {level}");
        }
    }
}
