using System.Globalization;
using LatencyEngine.Domain;
using LatencyEngine.Host.Journal.Lines;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Text;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Journal.Orders;

/// <summary>The story of an order for people: every input that moved it, and below it what that caused. Cold.</summary>
/// <param name="showsAll">Every replacement, of which market makers make very many.</param>
internal sealed class OrderStoryText(OrderStory story, SessionNames names, TextWriter output, bool showsAll)
{
    private const int ReplacementsShown = 3;
    private const int TimeWidth = 20;
    private const string Branch = "                       '-- ";

    private readonly OrderWords _words = new(names);
    private readonly RecordText _records = new(names);

    public void Write()
    {
        output.WriteLine($"order {story.OrderId}: {story.Facts.Text}");
        output.WriteLine($"{_words.OwnerOf(story.Facts)}; client order {story.Facts.ClientOrderId}");
        WriteFills();
        output.WriteLine();
        var before = story.Events[0].Cause.Nanos;
        var replacements = 0;
        foreach (var step in story.Events)
        {
            replacements = IsReplacement(step) ? replacements + 1 : 0;
            if (showsAll || replacements <= ReplacementsShown) Write(step, step.Cause.Nanos - before);
            else if (replacements == ReplacementsShown + 1) output.WriteLine($"{Branch}... more replacements; --all shows them");
            before = step.Cause.Nanos;
        }

        if (story.Decision != OrderDecision.Unknown) return;
        output.WriteLine();
        output.WriteLine("The journal does not tell when it was decided: it held no money, and its venue has a delay.");
    }

    private static bool IsReplacement(OrderEvent step) =>
        step.Outputs.Any(outcome => outcome.Record.Record.Is<OrderReplaced>())
        && step.Outputs.All(outcome => outcome.Record.Record.Is<OrderReplaced>() || outcome.Record.Record.Is<LedgerPosted>());

    private void WriteFills()
    {
        var (lots, value, fees, count) = (0L, Int128.Zero, 0L, 0);
        var currency = default(Currency);
        foreach (var outcome in story.Outputs)
        {
            if (!outcome.Record.Record.TryAs<OrderFilled>(out var filled)) continue;
            (lots, fees, count) = (lots + filled.Quantity, fees + filled.Fee, count + 1);
            value += (Int128)filled.Price * filled.Quantity;
            currency = new Currency(filled.Currency);
        }

        if (count == 0) return;
        output.WriteLine($"filled {_words.Lots(story.Facts.InstrumentId, lots)} in {Amounts.Count(count)}, "
            + $"at {Amounts.Price((long)(value / lots))} on average, fees {Amounts.Money(fees)} {currency}");
    }

    private void Write(OrderEvent step, long nanosSince)
    {
        var since = step == story.Events[0] ? "" : $"+{Amounts.Count(nanosSince)} ns";
        output.WriteLine($"{since,TimeWidth}  {_records.Of(step.Cause.Record).TrimStart()}  (input {Amounts.Count(step.InputNumber)})");
        if (step == story.Events[0]) WriteDecision();
        foreach (var outcome in step.Outputs)
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Branch}{_words.Of(outcome.Record.Record)}  [{outcome.Record.Sequence}]"));
    }

    private void WriteDecision()
    {
        var owner = story.Facts.StrategyId == 0 ? "the engine" : _words.OwnerOf(story.Facts).Split(',')[0];
        if (story.Decision == OrderDecision.Asked) output.WriteLine($"{Branch}asked for by this command");
        else if (story.Decision != OrderDecision.Unknown) output.WriteLine($"{Branch}decided by {owner}");
    }
}
