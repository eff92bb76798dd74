using System.Text;
using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration;

/// <summary>
/// The lists of a session that nobody described: a simulated market, a venue, and one account with money. The defaults
/// of single keys stand where the keys are read.
/// </summary>
internal static class DefaultLayer
{
    private const string Text =
        """
        {
          "feeds": [{ "kind": "simulator" }],
          "accounts": [{ "id": 1, "deposits": [{ "currency": "USD", "amount": "1000000" }] }],
          "venues": [{ "id": 1 }]
        }
        """;

    public static Layer Read(ICollection<ConfigurationError> errors) =>
        FileLayer.Parse(Origin.Default, Encoding.UTF8.GetBytes(Text), errors);
}
