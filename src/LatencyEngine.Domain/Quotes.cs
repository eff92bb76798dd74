namespace LatencyEngine.Domain;

/// <summary>What a quote must be to be believed, the same for every stage and every viewer. Pure; any thread.</summary>
public static class Quotes
{
    /// <summary>Whether prices are absent or above zero and not crossed, and sizes not below zero.</summary>
    public static bool MakesSense(in Quote quote)
    {
        var (bid, ask) = (quote.BidPriceRaw, quote.AskPriceRaw);
        if (quote.BidQuantity < 0 || quote.AskQuantity < 0) return false;
        if (bid != Quote.BidPriceNullValue && bid <= 0) return false;
        if (ask != Quote.AskPriceNullValue && ask <= 0) return false;
        return bid <= ask || ask == Quote.AskPriceNullValue;
    }
}
