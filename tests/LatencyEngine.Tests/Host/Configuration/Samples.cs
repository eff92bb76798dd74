namespace LatencyEngine.Tests.Host.Configuration;

/// <summary>A configuration that uses every section.</summary>
internal static class Samples
{
    public const string Full =
        """
        {
          // One of every kind of feed.
          "session": { "id": 7, "seed": 18446744073709551615 },
          "pipeline": { "layout": "staged", "wait": "busySpin", "batchSizeMax": 1000, "cores": { "strategy": 1 }, "speed": 2.5 },
          "feeds": [
            { "kind": "simulator", "instruments": 10, "events": 1e6, "gapsPerMillion": 3, "mix": { "depth": 0 } },
            { "kind": "lobster", "path": "aapl.zip", "instrument": {
                "symbol": "AAPL", "tickSize": 0.01, "feeSchedule": 2, "fillModel": "through" } },
            { "kind": "binance", "paths": ["a.gz", "b.gz"], "instrument": {
                "symbol": "BTCUSD_PERP", "id": 500, "tickSize": "0.1", "kind": "inverse", "multiplier": 100,
                "currency": "BTC", "marginRate": "0.05" } },
            { "kind": "lean", "paths": ["eurusd"], "ticks": "forexQuote", "instrument": {
                "symbol": "EURUSD", "tickSize": "0.00001", "lotExponent": -2 } },
          ],
          "accounts": [
            { "id": 1, "name": "fund", "deposits": [
                { "currency": "USD", "amount": "1000000.25" }, { "currency": "BTC", "amount": 0.5 } ] },
            { "id": 3, "name": "test" }
          ],
          "fees": [
            { "id": 2, "kind": "perUnit", "steps": [
                { "makerMoney": "-0.002", "takerMoney": "0.0035", "minimumMoney": 1, "maximumBasisPoints": 50 } ] },
            { "id": 1, "kind": "notional", "steps": [
                { "makerBasisPoints": -0.5, "takerBasisPoints": 4 },
                { "thresholdMoney": 1e6, "makerBasisPoints": -0.75, "takerBasisPoints": "3.5" } ] }
          ],
          "venues": [{ "id": 1, "latencyNanos": 250000, "jitterNanos": 50000, "fillModel": "touch" }],
          "currencies": { "rates": [{ "from": "BTC", "to": "USD", "rate": "60000.5" }] },
          "strategies": [
            { "id": 1, "kind": "maCrossover", "account": 1, "instruments": ["AAPL"], "parameters": { "fastBars": 5 } },
            { "id": 2, "kind": "marketMaker", "account": 3, "instruments": ["*"], "barNanos": 0 }
          ],
          "risk": {
            "onBreach": { "flatten": true },
            "engine": { "grossExposureMax": 5000000, "priceBand": 0.1, "orderRateMax": 1000 },
            "accounts": { "3": { "dailyLossMax": "1234.5" } },
            "strategies": { "2": { "positionMax": 500 } },
            "instruments": { "AAPL": { "orderQuantityMax": 100, "shortSellingMax": 0 } },
          },
          "output": { "report": "json", "reportFile": "report.json", "liveView": "off", "refreshMillis": 1000 },
        }
        """;
}
