// SPDX-License-Identifier: Apache-2.0
// DuckDB reads a CSV and sums its coordinates, on two threads; the best of three within one process is not taken, the median is.
//     node duckdb_read.cjs NODE_MODULES POINTS.csv
const [folder, file] = process.argv.slice(2);
const { DuckDBInstance } = require(folder + "/@duckdb/node-api");
(async () => {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  const times = [];
  let row;
  for (let k = 0; k < 3; ++k) {
    const began = process.hrtime.bigint(), before = process.cpuUsage();
    const answer = await connection.runAndReadAll(`select count(*), cast(round(sum(lon) * 1000) as bigint), cast(round(sum(lat) * 1000) as bigint), count(distinct type) from read_csv('${file}')`);
    row = answer.getRows()[0].map(String);
    const used = process.cpuUsage(before);
    times.push(process.env.BENCH_CLOCK === "cpu" ? (used.user + used.system) / 1e6 : Number(process.hrtime.bigint() - began) / 1e9);
  }
  const version = (await connection.runAndReadAll("select version()")).getRows()[0][0];
  console.log(JSON.stringify({ seconds: times.sort((a, b) => a - b)[1], rows: Number(row[0]), x: Number(row[1]), y: Number(row[2]), versions: `DuckDB ${version}, Node ${process.version}` }));
})();
