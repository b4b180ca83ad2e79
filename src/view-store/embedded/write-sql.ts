import { fieldColumn, tableName, type Table } from './table.js';

/** The statements that write a record: parameters are key, position, document, parked and then the fields' columns. */
export function writeSql(table: Table, fields: readonly string[]) {
  const name = tableName(table);
  const columns = ['key', 'position', 'document', 'parked', ...fields.map(fieldColumn)];
  const content = columns.map((column, index) => `${column} = ?${index + 1}`).slice(2);
  return {
    insert: `INSERT INTO ${name}(${columns.join(', ')}) VALUES(${columns.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`,
    replace: `UPDATE ${name} SET ${['position = ?2', ...content].join(', ')} WHERE key = ?1 AND position < ?2`,
    amend: `UPDATE ${name} SET ${content.join(', ')} WHERE key = ?1 AND position = ?2`,
    isBehind: `SELECT 1 FROM ${name} WHERE key = ? AND position < ?`,
  };
}
