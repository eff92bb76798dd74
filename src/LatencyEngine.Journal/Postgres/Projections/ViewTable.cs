using System.Numerics;
using LatencyEngine.Runtime.Errors;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>
/// One table of the read models, and the rows that wait for the end of the batch. Rows of a table without state are copied;
/// those of a state are folded by key first and then merged with what the table holds. Used by one thread.
/// </summary>
internal sealed class ViewTable
{
    private readonly ViewColumn[] _columns;
    private readonly string[] _computed;
    private readonly bool _isState;
    private readonly Dictionary<(int Session, ulong First, ulong Second), int> _rows = [];
    private int _count;
    private int _column;

    private ViewTable(string name, bool isState, ViewColumn[] columns, string[] computed)
    {
        Name = name;
        _isState = isState;
        _columns = columns;
        _computed = computed;
    }

    public string Name { get; }

    private string Names => string.Join(", ", _columns.Select(column => column.Name));

    private string Key => string.Join(", ", KeyColumns.Select(column => column.Name));

    private IEnumerable<ViewColumn> KeyColumns => _columns.Where(column => column.Merge == Merge.Key);

    /// <summary>A row for each event.</summary>
    /// <param name="name">Of the table.</param>
    /// <param name="columns">In the order in which rows give them.</param>
    /// <param name="computed">Declarations of columns that the server computes.</param>
    public static ViewTable OfEvents(string name, ViewColumn[] columns, params string[] computed) =>
        new(name, isState: false, columns, computed);

    /// <summary>A row for each thing, as it is now.</summary>
    /// <param name="name">Of the table.</param>
    /// <param name="columns">In the order in which rows give them.</param>
    /// <param name="computed">Declarations of columns that the server computes.</param>
    public static ViewTable OfState(string name, ViewColumn[] columns, params string[] computed) =>
        new(name, isState: true, columns, computed);

    public string CreateStatement(string schema)
    {
        var columns = _columns.Select(column => $"{column.Name} {column.Type}{(column.Merge == Merge.Key ? " not null" : "")}");
        return $"create table {schema}.{Name} ({string.Join(", ", columns.Concat(_computed))}, primary key ({Key}))";
    }

    public ViewTable Add(long value) => AddValue<long>(value);

    public ViewTable Add(long? value) => AddValue<long>(value);

    public ViewTable Add(int value) => AddValue<int>(value);

    public ViewTable Add(decimal value) => AddValue<decimal>(value);

    public ViewTable Add(BigInteger value) => AddValue<BigInteger>(value);

    public ViewTable Add(bool value) => AddValue<bool>(value);

    public ViewTable Add(DateTime value) => AddValue<DateTime>(value);

    public ViewTable Add(DateTime? value) => AddValue<DateTime>(value);

    public ViewTable Add(string? value)
    {
        ((TextColumn)_columns[_column++]).Add(value);
        return this;
    }

    /// <summary>Nothing is known of so many columns.</summary>
    public ViewTable Skip(int columns)
    {
        for (var i = 0; i < columns; i++) _columns[_column++].AddNull();
        return this;
    }

    /// <summary>Ends the row of an event.</summary>
    public void End()
    {
        Invariant.Check(_column == _columns.Length);
        (_column, _count) = (0, _count + 1);
    }

    /// <summary>Ends the row of a thing, and folds it into an earlier row of the same one.</summary>
    public void EndState(int session, ulong first, ulong second = 0)
    {
        End();
        if (_rows.TryAdd((session, first, second), _count - 1)) return;
        var row = _rows[(session, first, second)];
        foreach (var column in _columns) column.FoldLastInto(row);
        _count--;
    }

    public void Discard()
    {
        foreach (var column in _columns) column.Clear();
        _rows.Clear();
        (_count, _column) = (0, 0);
    }

    /// <summary>Writes and forgets the rows.</summary>
    public async Task FlushAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        if (_count == 0) return;
        if (_isState) await MergeAsync(connection, schema, cancellation).ConfigureAwait(false);
        else await CopyAsync(connection, schema, cancellation).ConfigureAwait(false);
        Discard();
    }

    private async Task CopyAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        var statement = $"copy {schema}.{Name} ({Names}) from stdin (format binary)";
        await using var importer = await connection.BeginBinaryImportAsync(statement, cancellation).ConfigureAwait(false);
        for (var row = 0; row < _count; row++)
        {
            await importer.StartRowAsync(cancellation).ConfigureAwait(false);
            foreach (var column in _columns) await column.WriteAsync(importer, row, cancellation).ConfigureAwait(false);
        }

        await importer.CompleteAsync(cancellation).ConfigureAwait(false);
    }

    private async Task MergeAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        var arrays = string.Join(", ", _columns.Select((column, index) => $"${index + 1}::{column.Type}[]"));
        var changes = string.Join(", ", _columns.Select(column => column.Assignment("held")).OfType<string>());
        await using var command = new NpgsqlCommand(
            $"insert into {schema}.{Name} as held ({Names}) select * from unnest({arrays}) "
            + $"on conflict ({Key}) do update set {changes}",
            connection);
        foreach (var column in _columns) command.Parameters.Add(column.ToParameter());
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private ViewTable AddValue<T>(T? value)
        where T : struct
    {
        ((ValueColumn<T>)_columns[_column++]).Add(value);
        return this;
    }
}
