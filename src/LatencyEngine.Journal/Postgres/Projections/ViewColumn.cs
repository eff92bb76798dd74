using System.Numerics;
using Npgsql;
using NpgsqlTypes;

namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>A column of a read model with the values of the rows that wait to be written. Used by one thread.</summary>
internal abstract class ViewColumn(string name, string type, NpgsqlDbType code, Merge merge)
{
    public string Name { get; } = name;

    /// <summary>As SQL spells it.</summary>
    public string Type { get; } = type;

    public Merge Merge { get; } = merge;

    protected NpgsqlDbType Code { get; } = code;

    public abstract void AddNull();

    /// <summary>Takes the value of the last row into an earlier one, and the last row away.</summary>
    public abstract void FoldLastInto(int row);

    public abstract void Clear();

    public abstract Task WriteAsync(NpgsqlBinaryImporter importer, int row, CancellationToken cancellation);

    /// <summary>All values as an array.</summary>
    public abstract NpgsqlParameter ToParameter();

    /// <summary>The assignment of an upsert; null for what never changes.</summary>
    /// <param name="table">The table's alias.</param>
    public string? Assignment(string table) => Merge switch
    {
        Merge.Key => null,
        Merge.Known => $"{Name} = coalesce(excluded.{Name}, {table}.{Name})",
        Merge.First => $"{Name} = coalesce({table}.{Name}, excluded.{Name})",
        Merge.Sum => $"{Name} = {table}.{Name} + excluded.{Name}",
        _ => $"{Name} = excluded.{Name}",
    };
}

/// <summary>A column of numbers, truth values or times.</summary>
internal sealed class ValueColumn<T>(
    string name, string type, NpgsqlDbType code, Merge merge, Func<T, T, T>? sum = null)
    : ViewColumn(name, type, code, merge)
    where T : struct
{
    private readonly List<T?> _values = [];

    public void Add(T? value) => _values.Add(value);

    public override void AddNull() => _values.Add(null);

    public override void FoldLastInto(int row)
    {
        var (old, last) = (_values[row], _values[^1]);
        _values[row] = Merge switch
        {
            Merge.Latest => last,
            Merge.Known => last ?? old,
            Merge.Sum => old is { } a && last is { } b ? sum!(a, b) : null,
            _ => old ?? last,
        };
        _values.RemoveAt(_values.Count - 1);
    }

    public override void Clear() => _values.Clear();

    public override Task WriteAsync(NpgsqlBinaryImporter importer, int row, CancellationToken cancellation) =>
        _values[row] is { } value ? importer.WriteAsync(value, Code, cancellation) : importer.WriteNullAsync(cancellation);

    public override NpgsqlParameter ToParameter() =>
        new() { Value = _values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | Code };
}

/// <summary>A column of text.</summary>
internal sealed class TextColumn(string name, Merge merge) : ViewColumn(name, "text", NpgsqlDbType.Text, merge)
{
    private readonly List<string?> _values = [];

    public void Add(string? value) => _values.Add(value);

    public override void AddNull() => _values.Add(null);

    public override void FoldLastInto(int row)
    {
        var (old, last) = (_values[row], _values[^1]);
        _values[row] = Merge switch { Merge.Latest => last, Merge.Known => last ?? old, _ => old ?? last };
        _values.RemoveAt(_values.Count - 1);
    }

    public override void Clear() => _values.Clear();

    public override Task WriteAsync(NpgsqlBinaryImporter importer, int row, CancellationToken cancellation) =>
        _values[row] is { } value ? importer.WriteAsync(value, Code, cancellation) : importer.WriteNullAsync(cancellation);

    public override NpgsqlParameter ToParameter() =>
        new() { Value = _values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | Code };
}

/// <summary>Makes columns.</summary>
internal static class Column
{
    public static ValueColumn<long> BigInt(string name, Merge merge = Merge.Latest) =>
        new(name, "bigint", NpgsqlDbType.Bigint, merge, Add);

    public static ValueColumn<int> Int(string name, Merge merge = Merge.Latest) =>
        new(name, "integer", NpgsqlDbType.Integer, merge);

    public static ValueColumn<decimal> Numeric(string name, Merge merge = Merge.Latest) =>
        new(name, "numeric", NpgsqlDbType.Numeric, merge, Add);

    /// <summary>Products of prices and quantities, which a decimal cannot hold.</summary>
    public static ValueColumn<BigInteger> Wide(string name, Merge merge = Merge.Latest) =>
        new(name, "numeric", NpgsqlDbType.Numeric, merge, Add);

    public static ValueColumn<bool> Flag(string name, Merge merge = Merge.Latest) =>
        new(name, "boolean", NpgsqlDbType.Boolean, merge);

    public static ValueColumn<DateTime> Time(string name, Merge merge = Merge.Latest) =>
        new(name, "timestamptz", NpgsqlDbType.TimestampTz, merge);

    public static TextColumn Text(string name, Merge merge = Merge.Latest) => new(name, merge);

    private static T Add<T>(T a, T b)
        where T : INumber<T> => checked(a + b);
}
