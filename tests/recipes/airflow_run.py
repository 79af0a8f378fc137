"""Runs the DAG of docs/recipes/airflow.md for airflow_test.py, with the Python that has Airflow: reads the folder of the DAGs,
runs the DAG's own test, and prints a line of JSON: the state of each task and in how many tries it came to that.

A task is tried again after a second, whatever the DAG says: twenty minutes are too long for a test.

usage: airflow_run.py FOLDER
"""

import datetime
import json
import sys

from airflow.dag_processing.dagbag import DagBag

sys.path.append(sys.argv[1])  # as whatever reads a bundle of DAGs does
bag = DagBag(sys.argv[1])
dag = bag.dags.get("clinic_questions")
if bag.import_errors or dag is None:
    sys.exit(f"the DAG cannot be read: {bag.import_errors}")
for task in dag.tasks:
    task.retry_delay = datetime.timedelta(seconds=1)
print(json.dumps({one.task_id: [one.state, one.try_number] for one in dag.test().get_task_instances()}))
